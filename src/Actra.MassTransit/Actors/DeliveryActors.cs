using Actra.Model;
using Actra.Resolution;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Actra.MassTransit;

/// <summary>Finds out who asks, where the message itself proves it.</summary>
internal sealed class DeliveryActors(ActraKeyRing keys, TimeSpan maxAge, TimeProvider clock, ILogger logger)
{
    public ActraKeyRing Keys { get; } = keys;

    /// <summary>The identity that the message's seal proves and when it was sealed; nothing where there is no seal, or it proves nothing.</summary>
    public (ActorIdentity? Identity, DateTimeOffset? SealedAt) Identify(Delivery delivery)
    {
        var context = delivery.Context;
        if (delivery.WorkId is not { } workId || SealOf(context) is not { } text)
        {
            return default;
        }

        if (!ActorSeal.TryDecode(text, out var seal))
        {
            return Refused(delivery.Endpoint, workId, "the header is no seal");
        }

        var arrived = delivery.Ticket?.FirstSeen ?? clock.GetUtcNow();
        var identity = seal.Verify(Keys, workId, delivery.Digest, arrived, maxAge, out var refusal);
        if (identity is null)
        {
            return Refused(delivery.Endpoint, workId, refusal ?? "");
        }

        return (identity, seal.IssuedAt);
    }

    private (ActorIdentity? Identity, DateTimeOffset? SealedAt) Refused(string endpoint, string workId, string why)
    {
        ActraTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("what", "actor"));
        Log.ActorRefused(logger, endpoint, workId, why);
        return default;
    }

    /// <summary>In the envelope it survives a scheduled redelivery, which loses the transport's headers.</summary>
    private static string? SealOf(ConsumeContext context) =>
        DeliveryHeaders.Text(context.ReceiveContext.TransportHeaders, ActraHeaders.Actor)
        ?? DeliveryHeaders.Text(context.Headers, ActraHeaders.Actor);
}
