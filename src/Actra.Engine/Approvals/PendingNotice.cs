namespace Actra.Approvals;

/// <summary>A notice that somebody still has to be told of.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DeliveredTo">The notifiers that have it already, by name.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="Dead">True where it was given up: only a person sends it again.</param>
/// <param name="Error">What went wrong the last time; null where nothing did.</param>
public sealed record PendingNotice(
    ApprovalNotice Notice,
    int Attempts,
    IReadOnlyList<string> DeliveredTo,
    DateTimeOffset DueAt,
    bool Dead = false,
    string? Error = null
);
