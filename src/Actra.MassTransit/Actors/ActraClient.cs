using System.Collections.Concurrent;
using Actra.Model;
using Actra.Resolution;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>Finds the actor of a message that is sent, and seals it.</summary>
internal sealed class ActraClient(ActraClientOptions options, ActraKeyRing keys, TimeProvider clock)
{
    private static readonly ConcurrentDictionary<Type, bool> s_needsNoActor = new();

    /// <summary>The seal; null where nobody is known to ask, and the message needs no decision.</summary>
    /// <exception cref="ActraException">Nobody is known to ask.</exception>
    public string? Seal<T>(SendContext<T> context, IServiceProvider services, string mediaType, byte[] body)
        where T : class
    {
        var actor = ActorOf(context, services);
        if (actor.Id is not { } id)
        {
            if (s_needsNoActor.GetOrAdd(typeof(T), NeedsNoActor))
            {
                return null;
            }

            throw new ActraException(
                $"`{typeof(T).Name}` is sent for nobody: set FallbackActor or CurrentActor, or call SetActraActor"
            );
        }

        context.MessageId ??= NewId.NextGuid();
        return ActorSeal
            .Create(
                keys,
                new ActorIdentity(id, actor.Type, actor.Tenant, ActorSource.Host),
                context.MessageId.Value.ToString(),
                MessageDigest.Of(context.SupportedMessageTypes, mediaType, body),
                clock.GetUtcNow()
            )
            .Encode();
    }

    /// <summary>MassTransit's own messages (faults, events of jobs and routing slips) and exempt ones.</summary>
    private static bool NeedsNoActor(Type type) =>
        type.Assembly.GetName().Name?.StartsWith("MassTransit", StringComparison.Ordinal) == true
        || ActionNames.ExemptionOf(type) is not null;

    private Actor ActorOf(SendContext context, IServiceProvider services) =>
        context.TryGetPayload<ExplicitActor>(out var named)
            ? named.Actor
            : options.CurrentActor?.Invoke(services) ?? options.FallbackActor ?? Actor.Anonymous;
}

/// <summary>The actor that the sender named for one message.</summary>
/// <param name="Actor">The actor.</param>
internal sealed record ExplicitActor(Actor Actor);
