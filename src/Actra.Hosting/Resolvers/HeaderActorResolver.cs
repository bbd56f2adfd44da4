using System.Globalization;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Hosting;

/// <summary>Reads the actor from plain headers; an identity that the adapter has proved or frozen always wins.</summary>
internal sealed class HeaderActorResolver(UnsignedActorHeaders names, IPolicySource policies) : IActorResolver
{
    public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct)
    {
        var actor = Identify(evidence);
        foreach (var (attribute, header) in names.Attributes)
        {
            if (Find(evidence.Headers, header) is { } value)
            {
                actor = actor.With(attribute, Read(attribute, value));
            }
        }

        return ValueTask.FromResult(actor);
    }

    /// <summary>A header is text; what the schema declares as something else is read as that, where it can be.</summary>
    private FieldValue Read(string attribute, string text) =>
        policies.Current.Schema.Actor.GetValueOrDefault(attribute)?.Type switch
        {
            FieldType.Number
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                FieldValue.Of(number),
            FieldType.Boolean when bool.TryParse(text, out var truth) => FieldValue.Of(truth),
            FieldType.Timestamp when Timestamps.TryParse(text, out var time) => FieldValue.Of(time),
            FieldType.Duration when Durations.TryParse(text, out var length) => FieldValue.Of(length),
            _ => FieldValue.Of(text),
        };

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
