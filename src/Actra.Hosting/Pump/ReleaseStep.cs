using Actra.Approvals;
using Actra.Guard;
using Actra.Model;

namespace Actra.Hosting;

/// <summary>
/// Approved work: its request becomes <c>released</c> first, then it is sent. A crash or a failed send between the two leaves it released, and the timer has
/// it sent again; the other way round it could be claimed before it was released.
/// </summary>
internal sealed class ReleaseStep(PumpContext context, IWorkMover mover)
    : PumpStep<ApprovalRequest>(context, $"release {KindName.Of(mover.Kind)}")
{
    protected override ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(int limit, CancellationToken ct) =>
        Context.AskAsync((store, token) => store.ReleasableAsync(Context.Service, mover.Kind, limit, token), ct);

    protected override string KeyOf(ApprovalRequest item) => item.Id;

    protected override async Task HandleAsync(ApprovalRequest item, CancellationToken ct)
    {
        var change = await Context.ChangeAsync(item.Id, new ApprovalCommand.Release(), ct);
        if (change is not { Succeeded: true, Request: { } released })
        {
            // Another pump has it, or it was revoked meanwhile.
            return;
        }

        var envelope = await Context.AskAsync((store, token) => store.GetEnvelopeAsync(item.Id, token), ct);
        await Context.MoveAsync(token => mover.ReleaseAsync(released, envelope, token), ct);
        ActraTelemetry.Released.Add(1, new KeyValuePair<string, object?>("kind", KindName.Of(mover.Kind)));
        Log.Released(Context.Logger, item.Id, item.Work.Endpoint);
    }
}
