using System.Collections.Concurrent;
using Actra.Approvals;
using Actra.Testing;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>The host's store, with a step before and after each change.</summary>
internal sealed class KillStore(IApprovalStore inner, KillSteps steps, KillChanges changes, KillQueue queue)
    : DelegatingApprovalStore
{
    private readonly ConcurrentDictionary<string, string> _works = new(StringComparer.Ordinal);

    protected override IApprovalStore Inner => inner;

    public override async ValueTask<ParkResult> ParkAsync(
        NewApproval approval,
        WorkEnvelope? envelope,
        CancellationToken ct
    )
    {
        var result = await base.ParkAsync(approval, envelope, ct);
        changes.Happened();
        return result;
    }

    public override async ValueTask<ApprovalChange> ChangeAsync(
        string id,
        ApprovalCommand command,
        CancellationToken ct
    )
    {
        var (before, after) = command switch
        {
            ApprovalCommand.Vote => (KillSteps.Voting, KillSteps.Voted),
            ApprovalCommand.Release => (KillSteps.Releasing, KillSteps.Released),
            ApprovalCommand.Claim => (KillSteps.Claiming, KillSteps.Claimed),
            ApprovalCommand.Complete => (KillSteps.Completing, KillSteps.Completed),
            _ => ("", ""),
        };
        if (before.Length > 0)
        {
            await steps.ReachAsync(before, await WorkOfAsync(id));
        }

        if (command is ApprovalCommand.Release)
        {
            queue.Sends(await WorkOfAsync(id));
        }

        var change = await base.ChangeAsync(id, command, ct);
        if (command is ApprovalCommand.Release && !change.Succeeded)
        {
            queue.SendsNot(change.Request!.Work.WorkId);
        }

        if (after.Length > 0 && change.Succeeded)
        {
            await steps.ReachAsync(after, change.Request!.Work.WorkId);
        }

        changes.Happened();
        return change;
    }

    private async Task<string> WorkOfAsync(string id)
    {
        if (!_works.TryGetValue(id, out var work))
        {
            work = (await inner.GetAsync(id, default))!.Work.WorkId;
            _works[id] = work;
        }

        return work;
    }
}
