using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>Requests whose time has come: to be escalated, votes or grant over, a lease that ran out, work that was sent and not claimed.</summary>
internal sealed class TimerStep(PumpContext context) : PumpStep<ApprovalRequest>(context, "timer")
{
    protected override ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(int limit, CancellationToken ct) =>
        Context.AskAsync(
            (store, token) => store.DueAsync(Context.Service, Context.Now - Context.ReleaseTimeout, limit, token),
            ct
        );

    protected override string KeyOf(ApprovalRequest item) => item.Id;

    protected override async Task HandleAsync(ApprovalRequest item, CancellationToken ct)
    {
        var now = Context.Now;
        ApprovalCommand command = item.State switch
        {
            ApprovalState.Executing => new ApprovalCommand.LoseLease(),
            ApprovalState.Released when !(item.ValidUntil <= now) => new ApprovalCommand.Unrelease(
                now - Context.ReleaseTimeout
            ),
            ApprovalState.Pending when item.ExpiresAt > now => new ApprovalCommand.Escalate(),
            _ => new ApprovalCommand.Expire(),
        };
        var change = await Context.ChangeAsync(item.Id, command, ct);
        if (change is { Succeeded: true, Request: { } request })
        {
            Log.TimerFired(Context.Logger, item.Id, item.State.ToName(), request.State.ToName());
        }
    }
}
