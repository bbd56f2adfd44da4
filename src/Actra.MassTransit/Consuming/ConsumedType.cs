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
        // As the dispatcher asks: some types can be read from messages that do not name them.
        message = context.TryGetMessage<T>(out var typed) ? typed.Message : null;
        return message is not null;
    }

    public override Task NotifyConsumedAsync(ConsumeContext context) =>
        Typed(context) is { } typed
            ? typed.NotifyConsumed(context.ReceiveContext.ElapsedTime, ConsumerName)
            : NotifyUnreadableAsync(context);

    public override Task NotifyFaultedAsync(ConsumeContext context, Exception exception) =>
        Typed(context) is { } typed
            ? typed.NotifyFaulted(context.ReceiveContext.ElapsedTime, ConsumerName, exception)
            : NotifyUnreadableAsync(context);

    public override async Task RespondWithFaultAsync(ConsumeContext context, Exception exception)
    {
        if ((context.ResponseAddress ?? context.FaultAddress) is null || Typed(context) is not { } typed)
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

    /// <summary>Null where the contents do not fit the type.</summary>
    private static ConsumeContext<T>? Typed(ConsumeContext context)
    {
        try
        {
            return context.TryGetMessage<T>(out var typed) ? typed : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>There is no message to put into a fault; it was moved, and must not be moved a second time as skipped.</summary>
    private static Task NotifyUnreadableAsync(ConsumeContext context) =>
        new MessageConsumeContext<UnreadableMessage>(context, new UnreadableMessage("")).NotifyConsumed(
            context.ReceiveContext.ElapsedTime,
            ConsumerName
        );
}
