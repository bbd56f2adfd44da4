namespace Actra.Approvals;

/// <summary>Performs what a signed vote asks for, once its signature holds. Thread-safe.</summary>
/// <param name="approvals">What people do with requests.</param>
/// <param name="service">The host's service: requests of others are not its business.</param>
public sealed class SignedActs(IApprovals approvals, string service)
{
    /// <summary>Performs the act.</summary>
    /// <param name="vote">The vote, verified by <see cref="VoteKeys.Verify"/>.</param>
    /// <param name="by">Who has signed it, as <see cref="VoteKeys.Verify"/> says.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<SignedActResult> PerformAsync(SignedVote vote, Approver by, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vote);
        ArgumentNullException.ThrowIfNull(by);
        var request = await approvals.GetAsync(vote.ApprovalId, ct);
        if (request is not null && by.MaySee(request) && Refusal(vote, request) is { } refusal)
        {
            return new SignedActResult(Counted: false, refusal, Recorded: false);
        }

        var (id, comment) = (vote.ApprovalId, vote.Comment);
        return vote.Act switch
        {
            VoteAct.Approve => Of(await approvals.ApproveAsync(id, by, vote.ShownDigest, comment, ct)),
            VoteAct.Deny => Of(await approvals.DenyAsync(id, by, vote.ShownDigest, comment, ct)),
            VoteAct.Revoke => Of(await approvals.RevokeAsync(id, by, comment, ct)),
            VoteAct.Cancel => Of(await approvals.CancelAsync(id, by, comment, ct)),
            VoteAct.Replay => Of(await approvals.ReplayAsync(id, by, comment, ct)),
            VoteAct.BreakGlass => Of(await approvals.BreakGlassAsync(id, by, vote.ShownDigest, comment ?? "", ct)),
            _ => new SignedActResult(Counted: false, "it asks for no act that this host knows", Recorded: false),
        };
    }

    // The state machine looks at what was shown for votes, and for no other act.
    private string? Refusal(SignedVote vote, ApprovalRequest request)
    {
        if (!string.Equals(request.Work.Service, service, StringComparison.Ordinal))
        {
            return $"`{request.Id}` is a request of another service";
        }

        if (
            vote.Act is VoteAct.Revoke or VoteAct.Cancel or VoteAct.Replay
            && !string.Equals(vote.ShownDigest, request.ShownDigest, StringComparison.Ordinal)
        )
        {
            return $"what was shown is not what `{request.Id}` says";
        }

        // Otherwise one signature could send work again each time that it fails.
        return vote.Act == VoteAct.Replay && vote.At < request.ChangedAt
            ? $"it was signed before `{request.Id}` became {request.State.ToName()}"
            : null;
    }

    private static SignedActResult Of(VoteResult result) => new(result.Counted, result.Message, Recorded: true);

    private static SignedActResult Of(ApprovalChange change) =>
        new(
            change.Succeeded,
            change.Message ?? $"`{change.Request!.Id}` is {change.Request.State.ToName()}",
            Recorded: true
        );
}

/// <summary>What became of a signed act.</summary>
/// <param name="Counted">True where it was done, or the vote counts; false where it was refused.</param>
/// <param name="Message">The answer in words.</param>
/// <param name="Recorded">False for a refusal that the caller still has to record in the decision log.</param>
public sealed record SignedActResult(bool Counted, string Message, bool Recorded);
