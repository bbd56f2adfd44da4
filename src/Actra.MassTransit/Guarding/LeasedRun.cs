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
        try
        {
            await next.Send(new LeasedConsumeContext(context, handler.Token));
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

        Report(lease, await EndAsync(context.ReceiveContext, lease), logger);
    }

    private static Task<bool> EndAsync(ReceiveContext delivery, ApprovalLease lease) =>
        RedeliveryObserver.IsScheduled(delivery) ? lease.PutBackAsync()
        : delivery.IsFaulted ? lease.FailAsync("the handler failed")
        : delivery.IsDelivered ? lease.CompleteAsync()
        : lease.FailAsync("no handler took the message");

    private static void Report(ApprovalLease lease, bool ended, ILogger logger)
    {
        if (!ended)
        {
            Log.LeaseLost(logger, lease.Request.Id, lease.Request.Work.Endpoint);
        }
    }
}
