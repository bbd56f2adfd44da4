using Actra.Resolution;

namespace Actra.Hosting;

/// <summary>Reads the actor from plain headers; an identity that the adapter has proved or frozen always wins.</summary>
internal sealed class HeaderActorResolver(UnsignedActorHeaders names) : IActorResolver
{
    public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct)
    {
        var actor = Identify(evidence);
        foreach (var (attribute, header) in names.Attributes)
        {
            if (Find(evidence.Headers, header) is { } value)
            {
                actor = actor.With(attribute, value);
            }
        }

        return ValueTask.FromResult(actor);
    }

    private Actor Identify(ActorEvidence evidence)
    {
        if (evidence.Identity is { Id.Length: > 0 } known)
        {
            return Actor.From(known);
        }

        return Find(evidence.Headers, names.Id) is { } id
            ? Actor.Of(id, Find(evidence.Headers, names.Type) ?? "user", Find(evidence.Headers, names.Tenant))
            : Actor.Anonymous;
    }

    private static string? Find(IReadOnlyDictionary<string, string> headers, string name)
    {
        if (!headers.TryGetValue(name, out var value))
        {
            value = headers.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
        }

        return string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
