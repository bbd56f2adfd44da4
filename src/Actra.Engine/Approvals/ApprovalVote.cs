namespace Actra.Approvals;

/// <summary>A vote that was taken.</summary>
/// <param name="ApproverId">Who voted, as the approver's identity spells it.</param>
/// <param name="Roles">The roles the voter held.</param>
/// <param name="Approve">For or against.</param>
/// <param name="Comment">What the voter said.</param>
/// <param name="At">When.</param>
public sealed record ApprovalVote(
    string ApproverId,
    IReadOnlyList<string> Roles,
    bool Approve,
    string? Comment,
    DateTimeOffset At
)
{
    /// <summary>True where an emergency was claimed.</summary>
    public bool BreakGlass { get; init; }
}
