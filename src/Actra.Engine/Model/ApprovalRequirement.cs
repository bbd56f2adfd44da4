namespace Actra.Model;

/// <summary>What has to happen before work that requires approval may run.</summary>
public sealed record ApprovalRequirement
{
    /// <summary>The groups, each of which must be full. Not empty.</summary>
    public required IReadOnlyList<ApprovalGroup> Groups { get; init; }

    /// <summary>How many votes against deny the request; at least 1, and 1 unless said otherwise.</summary>
    public int DenyThreshold { get; init; } = 1;

    /// <summary>True where the requester may vote for their own request.</summary>
    public bool AllowSelf { get; init; }

    /// <summary>True where work of an unverified actor may be approved. Otherwise it is blocked: nobody can say that it does not approve itself.</summary>
    public bool AllowUnverified { get; init; }

    /// <summary>How long votes are taken, from parking; null means that the host's default applies.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>How long an approval holds, from its last vote; null means that the host's default applies.</summary>
    public TimeSpan? ValidFor { get; init; }

    /// <summary>After how long the request is escalated; null means never.</summary>
    public TimeSpan? EscalateAfter { get; init; }

    /// <summary>The roles it is escalated to.</summary>
    public IReadOnlyList<string> EscalateTo { get; init; } = [];

    /// <summary>True where every vote needs a comment.</summary>
    public bool CommentRequired { get; init; }

    /// <summary>What happens when the worker vanishes while the handler runs.</summary>
    public LostLease OnLostLease { get; init; }

    /// <summary>The roles that may approve alone in an emergency.</summary>
    public IReadOnlyList<string> BreakGlass { get; init; } = [];
}
