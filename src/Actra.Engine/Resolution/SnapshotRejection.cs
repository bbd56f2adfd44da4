namespace Actra.Resolution;

/// <summary>Why a snapshot resolver says that work can never be judged.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record SnapshotRejection(string Code, string Reason);
