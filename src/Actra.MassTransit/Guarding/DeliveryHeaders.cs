using System.Collections;
using System.Diagnostics.CodeAnalysis;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>
/// The headers of a message as resolvers see them, read when the first is asked for. A header that stands both in the envelope and on the transport with different
/// values is left out: an attacker could put the true value in one and its own in the other.
/// </summary>
internal sealed class DeliveryHeaders(ConsumeContext context) : IReadOnlyDictionary<string, string>
{
    private Dictionary<string, string>? _headers;

    public int Count => Headers.Count;

    public IEnumerable<string> Keys => Headers.Keys;

    public IEnumerable<string> Values => Headers.Values;

    private Dictionary<string, string> Headers => _headers ??= Read();

    public string this[string key] => Headers[key];

    public bool ContainsKey(string key) => Headers.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => Headers.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A header as text; null where it is missing, or something that is no text: anybody may have written it.</summary>
    public static string? Text(Headers headers, string name)
    {
        try
        {
            return headers.Get<string>(name);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;
        }
    }

    private Dictionary<string, string> Read()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var conflicts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in context.ReceiveContext.TransportHeaders.GetAll().Concat(context.Headers.GetAll()))
        {
            var text = DeliveryEnvelope.Text(value);
            if (text is not null && !headers.TryAdd(name, text) && headers[name] != text)
            {
                conflicts.Add(name);
            }
        }

        foreach (var name in conflicts)
        {
            headers.Remove(name);
        }

        return headers;
    }
}
