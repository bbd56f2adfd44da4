using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>Whether a host has done what was asked and died before it answered, as far as the request still shows it.</summary>
internal static class DoneBefore
{
    /// <param name="request">The request as it stands.</param>
    /// <param name="vote">What was asked.</param>
    /// <param name="since">When it was handed in.</param>
    public static bool Shows(ApprovalRequest request, SignedVote vote, DateTimeOffset since)
    {
        return vote.Act switch
        {
            VoteAct.Approve => Cast(cast => cast is { Approve: true, BreakGlass: false }),
            VoteAct.Deny => Cast(cast => !cast.Approve),
            VoteAct.BreakGlass => Cast(cast => cast.BreakGlass),
            VoteAct.Revoke => Became(ApprovalState.Revoked, $"revoked by {vote.ApproverId}"),
            VoteAct.Cancel => Became(ApprovalState.Cancelled, $"cancelled by {vote.ApproverId}"),
            _ => false,
        };

        bool Cast(Func<ApprovalVote, bool> isSuch) =>
            request.Votes.Any(cast =>
                isSuch(cast)
                && cast.At >= since
                && string.Equals(cast.ApproverId, vote.ApproverId, StringComparison.Ordinal)
                && string.Equals(cast.Comment, vote.Comment, StringComparison.Ordinal)
            );

        bool Became(ApprovalState state, string otherwise) =>
            request.State == state
            && request.ChangedAt >= since
            && string.Equals(request.StateReason, vote.Comment ?? otherwise, StringComparison.Ordinal);
    }
}
