using Actra.Guard;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Actra.MassTransit;

/// <summary>Hands a message to its handlers, and tells the claim on approved work how that ended.</summary>
internal static class LeasedRun
{
    public static async Task SendAsync(
        ConsumeContext context,
        IPipe<ConsumeContext> next,
        ApprovalLease? lease,
        TimeProvider clock,
        ILogger logger
    )
    {
        if (lease is null)
        {
            await next.Send(context);
            return;
        }

        await using var held = lease;
        using var handler = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lease.Lost);
        var leased = new LeasedConsumeContext(context, clock, handler.Token);
        try
        {
            await next.Send(leased);
        }
        catch (Exception e)
        {
            // A stopping host gives the message back to its queue; any other failure is the handler's, retries included.
            var ended = context.CancellationToken.IsCancellationRequested
                ? await lease.PutBackAsync()
                : await lease.FailAsync($"{e.GetType().Name}: {e.Message}");
            Report(lease, ended, logger);
            throw;
        }

        Report(lease, await EndAsync(leased, lease), logger);
    }

    private static Task<bool> EndAsync(LeasedConsumeContext delivery, ApprovalLease lease) =>
        RedeliveryObserver.IsScheduled(delivery.ReceiveContext) ? lease.PutBackAsync(delivery.Redelivery)
        : delivery.ReceiveContext.IsFaulted ? lease.FailAsync("the handler failed")
        : delivery.ReceiveContext.IsDelivered ? lease.CompleteAsync()
        : lease.FailAsync("no handler took the message");

    private static void Report(ApprovalLease lease, bool ended, ILogger logger)
    {
        if (!ended)
        {
            Log.LeaseLost(logger, lease.Request.Id, lease.Request.Work.Endpoint);
        }
    }
}
