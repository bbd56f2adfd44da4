using Actra.Approvals;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>Those who send and vote, and wait for what comes of it.</summary>
internal sealed class KillPeople(
    IApprovals approvals,
    IApprovalStore store,
    KillQueue queue,
    KillJournal journal,
    KillChanges changes
)
{
    /// <summary>The line about work with which nothing more happens before its clock goes on.</summary>
    public const string Waits = "WAIT";

    /// <summary>The line about work that has ended.</summary>
    public const string Ended = "END";

    /// <summary>Sees one piece of work through as far as it goes, and says how far.</summary>
    public async Task SettleAsync(KillWork work)
    {
        if (!journal.Has(KillJournal.ByClient, work.Id))
        {
            queue.Send(work);
        }

        while (true)
        {
            var next = changes.Next;
            if (await LookAsync(work) is { } line)
            {
                Console.WriteLine(line);
                return;
            }

            await next;
        }
    }

    private async Task<string?> LookAsync(KillWork work)
    {
        var request = await store.GetAsync(work.ApprovalId, default);
        if (request is { State: ApprovalState.Pending } && request.Votes.Count == 0)
        {
            await VoteAsync(work, request);
            return null;
        }

        if (request is null or { State: ApprovalState.Approved } || queue.Holds(work))
        {
            return null;
        }

        // The same version before and after: at the moment when no copy was on its way, this was how the request stood.
        var again = await store.GetAsync(work.ApprovalId, default);
        return again!.Version != request.Version ? null
            : request.State is ApprovalState.Released or ApprovalState.Executing ? $"{Waits} {work.Id}"
            : request.State == ApprovalState.Denied && !journal.Has(KillJournal.Rejected, work.Id) ? null
            : $"{Ended} {work.Id}";
    }

    private async Task VoteAsync(KillWork work, ApprovalRequest request)
    {
        var alice = new Approver("alice", ["finance"]);
        var vote =
            work.Fate == KillWork.Deny
                ? await approvals.DenyAsync(request.Id, alice, request.ShownDigest, "no")
                : await approvals.ApproveAsync(request.Id, alice, request.ShownDigest, "yes");
        if (!vote.Counted)
        {
            throw new InvalidOperationException($"{work.Id}: the vote was refused: {vote.Message}");
        }

        journal.Add(KillJournal.Voted, work.Id);
        changes.Happened();
    }
}
