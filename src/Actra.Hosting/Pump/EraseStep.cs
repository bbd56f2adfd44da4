using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>Parked work of requests that closed long ago: erased, once a minute. Requests, votes and the decision log stay.</summary>
internal sealed class EraseStep(PumpContext context, ActraOptions options) : PumpStep<ApprovalRequest>(context, "erase")
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    protected override async ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(int limit, CancellationToken ct)
    {
        var now = Context.Now;
        if (options.EraseWorkAfter is not { } after || now < _next)
        {
            return [];
        }

        var old = await Context.AskAsync(
            (store, token) => store.ErasableAsync(Context.Service, now - after, limit, token),
            ct
        );
        _next = old.Count == limit ? now : now + Interval;
        return old;
    }

    protected override string KeyOf(ApprovalRequest item) => item.Id;

    protected override async Task HandleAsync(ApprovalRequest item, CancellationToken ct)
    {
        var change = await Context.ChangeAsync(item.Id, new ApprovalCommand.Erase(Fields: false, By: null), ct);
        if (change.Succeeded)
        {
            Log.Erased(Context.Logger, item.Id, item.State.ToName(), item.ChangedAt);
        }
    }
}
