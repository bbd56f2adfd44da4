using Actra.Approvals;
using Actra.Guard;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>What an adapter does: asks the guard about each delivery, does what it says, and only then lets the delivery leave its queue.</summary>
internal sealed class KillConsumer(
    ActionGuard guard,
    IApprovalStore store,
    KillQueue queue,
    KillJournal journal,
    KillSteps steps,
    TimeProvider clock
)
{
    /// <summary>Handles deliveries, each by itself. Ends when one fails.</summary>
    public async Task RunAsync()
    {
        var failed = new TaskCompletionSource();
        var consuming = ConsumeAsync(failed);
        await await Task.WhenAny(consuming, failed.Task);
    }

    private async Task ConsumeAsync(TaskCompletionSource failed)
    {
        await foreach (var delivery in queue.Deliveries)
        {
            _ = Task.Run(async () =>
            {
                try
                {
                    await HandleAsync(delivery);
                }
                catch (Exception e)
                {
                    failed.TrySetException(e);
                }
            });
        }
    }

    private async Task HandleAsync(KillQueue.Delivery delivery)
    {
        var (work, number, redelivered) = delivery;
        var admission = await guard.AdmitAsync(work.ToItem(redelivered), default);
        switch (admission)
        {
            case { Kind: AdmissionKind.Run, Lease: { } lease }:
                await ExecuteAsync(work, number, lease);
                return;
            case { Kind: AdmissionKind.Park, Approval: { } approval }:
                await store.ParkAsync(approval, work.Envelope, default);
                break;
            case { Kind: AdmissionKind.Park }:
                break;
            case { Kind: AdmissionKind.Drop }:
                journal.Add(KillJournal.Dropped, work.Id);
                break;
            case { Kind: AdmissionKind.Defer, Code: AdmissionCodes.LeaseHeld }:
                await store.DeferAsync(SetAside(work, number, admission), default);
                break;
            default:
                throw new InvalidOperationException(
                    $"{work.Id}: {admission.Kind}, {admission.Code}: {admission.Reason}"
                );
        }

        queue.Acknowledge(work, number);
    }

    private async Task ExecuteAsync(KillWork work, int number, ApprovalLease lease)
    {
        await using (lease)
        {
            journal.Add(KillJournal.Started, work.Id);
            await steps.ReachAsync(KillSteps.Started, work.Id);
            journal.Add(KillJournal.Ended, work.Id);
            await steps.ReachAsync(KillSteps.Ended, work.Id);
            if (!await lease.CompleteAsync())
            {
                throw new InvalidOperationException($"{work.Id}: its claim was lost while this process lived");
            }
        }

        await steps.ReachAsync(KillSteps.Acknowledging, work.Id);
        queue.Acknowledge(work, number);
        await steps.ReachAsync(KillSteps.Acknowledged, work.Id);
    }

    private DeferredWork SetAside(KillWork work, int number, Admission admission) =>
        new(
            $"{work.Id}/{number}",
            KillWork.Service,
            work.ToItem(redelivered: false).Kind,
            KillWork.Endpoint,
            work.Envelope,
            clock.GetUtcNow() + admission.Delay,
            1,
            admission.Reason
        );
}
