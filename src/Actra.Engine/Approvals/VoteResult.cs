namespace Actra.Approvals;

/// <summary>What became of a vote.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Request">The request as it stands; null where there is none.</param>
/// <param name="Message">The answer in words.</param>
public sealed record VoteResult(VoteOutcome Outcome, ApprovalRequest? Request, string Message)
{
    /// <summary>True where the vote counts.</summary>
    public bool Counted => Outcome is VoteOutcome.Recorded or VoteOutcome.Approved or VoteOutcome.Denied;
}
