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
            Log.ActorRefused(logger, delivery.Endpoint, workId, "the header is no seal");
            return default;
        }

        var arrived = delivery.Ticket?.FirstSeen ?? clock.GetUtcNow();
        var identity = seal.Verify(Keys, workId, delivery.Digest, arrived, maxAge, out var refusal);
        if (identity is null)
        {
            Log.ActorRefused(logger, delivery.Endpoint, workId, refusal ?? "");
            return default;
        }

        return (identity, seal.IssuedAt);
    }

    /// <summary>In the envelope it survives a scheduled redelivery, which loses the transport's headers.</summary>
    private static string? SealOf(ConsumeContext context) =>
        context.ReceiveContext.TransportHeaders.Get<string>(ActraHeaders.Actor)
        ?? context.Headers.Get<string>(ActraHeaders.Actor);
}
