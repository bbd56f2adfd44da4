using Actra.Approvals;
using Workers.Guarding;
using Workers.Views;

namespace Workers.Running;

/// <summary>Plays the people who decide: whoever <c>people.json</c> says may vote, and is not the requester.</summary>
internal sealed class PlayedApprover(IApprovals approvals, People people, IView view)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _turn;

    /// <summary>Does with a parked item what its line asks for; where it asks for nothing: approve, deny and let expire in turn.</summary>
    /// <returns>The request as it stands; null where there is nothing to decide, or not yet.</returns>
    public async Task<ApprovalRequest?> DecideAsync(Tracked item, CancellationToken ct)
    {
        if (item.ApprovalId is not { } id || _seen.Contains(id) || await approvals.GetAsync(id, ct) is not { } request)
        {
            return null;
        }

        item.Wish ??= item.Item.Decide ?? (Wish)(_turn++ % 3);
        if (request.State is not (ApprovalState.Pending or ApprovalState.Held))
        {
            return null;
        }

        _seen.Add(id);
        if (request.State == ApprovalState.Held)
        {
            return await ReplayAsync(request, ct);
        }

        if (item.Wish == Wish.Expire)
        {
            view.Say($"nobody votes on {item.Item.Name}: its request expires");
            return request;
        }

        return await VoteAsync(item, request, ct);
    }

    /// <summary>Takes back the request for a job that is gone.</summary>
    public async Task GiveUpAsync(ApprovalRequest request, string why, CancellationToken ct)
    {
        _ =
            request.State == ApprovalState.Pending
                ? await approvals.CancelAsync(request.Id, new Approver(request.Requester.Id, []), why, ct)
                : await approvals.RevokeAsync(request.Id, Voters(request).First(), why, ct);
    }

    private async Task<ApprovalRequest?> VoteAsync(Tracked item, ApprovalRequest request, CancellationToken ct)
    {
        var approve = item.Wish == Wish.Approve;
        var result = default(VoteResult);
        foreach (var voter in Voters(request))
        {
            result = approve
                ? await approvals.ApproveAsync(request.Id, voter, request.ShownDigest, "seen", ct)
                : await approvals.DenyAsync(request.Id, voter, request.ShownDigest, "not today", ct);
            view.Say(
                result.Counted
                    ? $"{voter.Id} ({voter.Roles[0]}) {(approve ? "approves" : "denies")} {item.Item.Name}: {request.Asked[0].Reason}"
                    : $"{voter.Id} may not vote on {item.Item.Name}: {result.Message}"
            );
            if (result.Outcome is VoteOutcome.Approved or VoteOutcome.Denied)
            {
                break;
            }
        }

        if (result is null)
        {
            item.Wish = Wish.Expire;
            view.Say($"nobody here may vote on {item.Item.Name}: its request expires");
        }

        return result?.Request ?? request;
    }

    private async Task<ApprovalRequest?> ReplayAsync(ApprovalRequest request, CancellationToken ct)
    {
        var by = Voters(request).First();
        view.Say(
            $"{by.Id} sends the held {request.Work.WorkId} again: the ledger shows that its handler never got to run"
        );
        return (await approvals.ReplayAsync(request.Id, by, "it never ran", ct)).Request;
    }

    /// <summary>As many people as every group asks for.</summary>
    private IEnumerable<Approver> Voters(ApprovalRequest request) =>
        from asked in request.Asked
        from @group in asked.Requirement.Groups
        from voter in people.Holding(@group.Roles).Where(id => id != request.Requester.Id).Take(@group.Count)
        select new Approver(voter, [people.RoleOf(voter)!]);
}
