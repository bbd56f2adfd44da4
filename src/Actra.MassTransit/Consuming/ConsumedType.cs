using System.Diagnostics.CodeAnalysis;
using MassTransit;
using MassTransit.Context;
using MassTransit.Events;
using MassTransit.Metadata;

namespace Actra.MassTransit;

/// <summary>A message type that some endpoint consumes: what the guard can do with a delivery of it without knowing the type.</summary>
internal abstract class ConsumedType(Type type)
{
    public Type Type { get; } = type;

    public string Urn { get; } = MessageUrn.ForTypeString(type);

    public abstract bool TryGetMessage(ConsumeContext context, [NotNullWhen(true)] out object? message);

    public abstract Task NotifyConsumedAsync(ConsumeContext context);

    public abstract Task NotifyFaultedAsync(ConsumeContext context, Exception exception);

    /// <summary>Tells a requester, and only a requester, without marking the delivery as failed.</summary>
    public abstract Task RespondWithFaultAsync(ConsumeContext context, Exception exception);
}

internal sealed class ConsumedType<T>() : ConsumedType(typeof(T))
    where T : class
{
    private const string ConsumerName = "Actra";

    public override bool TryGetMessage(ConsumeContext context, [NotNullWhen(true)] out object? message)
    {
        message = context.HasMessageType(typeof(T)) && context.TryGetMessage<T>(out var typed) ? typed.Message : null;
        return message is not null;
    }

    public override Task NotifyConsumedAsync(ConsumeContext context) =>
        context.TryGetMessage<T>(out var typed)
            ? typed.NotifyConsumed(context.ReceiveContext.ElapsedTime, ConsumerName)
            : Task.CompletedTask;

    public override Task NotifyFaultedAsync(ConsumeContext context, Exception exception) =>
        context.TryGetMessage<T>(out var typed)
            ? typed.NotifyFaulted(context.ReceiveContext.ElapsedTime, ConsumerName, exception)
            : Task.CompletedTask;

    public override async Task RespondWithFaultAsync(ConsumeContext context, Exception exception)
    {
        if ((context.ResponseAddress ?? context.FaultAddress) is null || !context.TryGetMessage<T>(out var typed))
        {
            return;
        }

        var fault = new FaultEvent<T>(
            typed.Message,
            context.MessageId,
            HostMetadataCache.Host,
            exception,
            [.. context.SupportedMessageTypes]
        );
        var endpoint = await typed.GetFaultEndpoint<T>();
        await endpoint.Send<Fault<T>>(
            fault,
            Pipe.Execute<SendContext<Fault<T>>>(send =>
            {
                send.CorrelationId = context.CorrelationId;
                send.RequestId = context.RequestId;
            }),
            context.CancellationToken
        );
    }
}
