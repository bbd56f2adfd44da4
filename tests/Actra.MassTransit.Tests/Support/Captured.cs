using MassTransit;

namespace Actra.MassTransit.Tests;

/// <summary>A message as it lay on a queue.</summary>
internal sealed record Captured(string Endpoint, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The broker's own properties count as headers here.</summary>
    public static Captured Of(ReceiveContext delivery)
    {
        var headers = delivery
            .TransportHeaders.GetAll()
            .ToDictionary(header => header.Key, header => header.Value?.ToString() ?? "", StringComparer.Ordinal);
        if (delivery.TryGetPayload<RabbitMqBasicConsumeContext>(out var rabbit))
        {
            headers["(user-id)"] = rabbit.Properties.UserId ?? "";
            headers["(expiration)"] = rabbit.Properties.Expiration ?? "";
        }

        return new Captured(delivery.InputAddress.AbsolutePath.Split('/')[^1], delivery.Body.GetBytes(), headers);
    }
}

/// <summary>Takes messages off a queue as they are.</summary>
internal sealed class CaptureFilter(Mailbox<Captured> taken) : IFilter<ReceiveContext>
{
    public void Probe(ProbeContext context) { }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        taken.Add(Captured.Of(context));
        return Task.CompletedTask;
    }
}

/// <summary>Sees every message that arrives anywhere.</summary>
internal sealed class Tap : IReceiveObserver
{
    public Mailbox<Captured> Arrived { get; } = new();

    public Task PreReceive(ReceiveContext context)
    {
        Arrived.Add(Captured.Of(context));
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
}
