using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;

namespace Actra.Hosting;

/// <summary>Work of closed requests: to the fault queue, or its job to a failed state.</summary>
internal sealed class OutboxStep(PumpContext context, IWorkMover mover)
    : PumpStep<ApprovalOutboxEntry>(context, $"outbox {KindName.Of(mover.Kind)}")
{
    protected override ValueTask<IReadOnlyList<ApprovalOutboxEntry>> ListAsync(int limit, CancellationToken ct) =>
        Context.AskAsync((store, token) => store.OutboxAsync(Context.Service, mover.Kind, limit, token), ct);

    protected override string KeyOf(ApprovalOutboxEntry item) => item.ApprovalId;

    protected override async Task HandleAsync(ApprovalOutboxEntry item, CancellationToken ct)
    {
        var request =
            await Context.AskAsync((store, token) => store.GetAsync(item.ApprovalId, token), ct)
            ?? throw new ActraException($"the store has work to move for {item.ApprovalId} and no such request");
        var envelope = await Context.AskAsync((store, token) => store.GetEnvelopeAsync(item.ApprovalId, token), ct);
        await Context.MoveAsync(token => mover.RejectAsync(request, envelope, token), ct);
        await Context.TellAsync((store, token) => store.OutboxDoneAsync(item.ApprovalId, token), ct);
        Context.Records.Add(Moved(request, item));
        Log.Rejected(Context.Logger, item.ApprovalId, item.State.ToName(), request.Work.Endpoint);
    }

    private AuditEntry Moved(ApprovalRequest request, ApprovalOutboxEntry entry) =>
        new()
        {
            Time = Context.Now,
            Kind = AuditKind.Faulted,
            Service = request.Work.Service,
            WorkKind = KindName.Of(request.Work.Kind),
            Endpoint = request.Work.Endpoint,
            WorkId = request.Work.WorkId,
            Action = string.Join(", ", request.Asked.Select(asked => asked.ActionType)),
            ApprovalId = request.Id,
            Reason = entry.Reason,
            Detail = $"moved away: {entry.State.ToName()}",
        };
}
