using MassTransit;
using MassTransit.Middleware;

namespace Actra.MassTransit;

/// <summary>Sees when the pipeline has scheduled another delivery of a message that failed: the filter that does so says "consumed", and nothing is thrown.</summary>
internal sealed class RedeliveryObserver : IReceiveObserver
{
    /// <summary>The filter's name as MassTransit tells it, up to its type arguments; a consumer of the host may have a name like it, but not in this namespace.</summary>
    private static readonly string s_filter = typeof(RedeliveryRetryFilter<,>).FullName!.Split('`')[0] + "<";

    public static bool IsScheduled(ReceiveContext delivery) => delivery.TryGetPayload<Mark>(out _);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class
    {
        if (consumerType.StartsWith(s_filter, StringComparison.Ordinal))
        {
            context.ReceiveContext.GetOrAddPayload(() => new Mark());
        }

        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    private sealed class Mark;
}
