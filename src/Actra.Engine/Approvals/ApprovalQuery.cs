using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>Which requests are wanted: all conditions that are set must hold. Newest first.</summary>
public sealed record ApprovalQuery
{
    /// <summary>The service; null for all.</summary>
    public string? Service { get; init; }

    /// <summary>The states; null for all.</summary>
    public IReadOnlyList<ApprovalState>? States { get; init; }

    /// <summary>What the work is; null for all.</summary>
    public WorkKind? Kind { get; init; }

    /// <summary>The endpoint; null for all.</summary>
    public string? Endpoint { get; init; }

    /// <summary>An action asked for; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>How many, from 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Goes on after this request of an earlier page.</summary>
    public string? After { get; init; }
}
