using Actra.Approvals;
using Actra.Guard;

namespace Actra.Hosting;

/// <summary>Work set aside whose time has come: back to its own queue, to be looked at again.</summary>
internal sealed class ReturnStep(PumpContext context, IWorkMover mover)
    : PumpStep<DeferredWork>(context, $"return {KindName.Of(mover.Kind)}")
{
    protected override ValueTask<IReadOnlyList<DeferredWork>> ListAsync(int limit, CancellationToken ct) =>
        Context.AskAsync((store, token) => store.DueDeferredAsync(Context.Service, mover.Kind, limit, token), ct);

    protected override string KeyOf(DeferredWork item) => item.Id;

    protected override async Task HandleAsync(DeferredWork item, CancellationToken ct)
    {
        await Context.MoveAsync(token => mover.ReturnAsync(item, token), ct);
        await Context.TellAsync((store, token) => store.DeferredDoneAsync(item.Id, token), ct);
        Log.Returned(Context.Logger, item.Id, item.Endpoint, item.Attempt);
    }
}
