using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Actra.Hangfire;

/// <summary>A job's parameters as texts. Most jobs are judged without anybody looking at them, so each is read when asked for.</summary>
/// <param name="parameters">The parameters as JSON.</param>
/// <param name="read">Reads a text; null where the value is none.</param>
internal sealed class JobHeaders(IReadOnlyDictionary<string, string> parameters, Func<string, string?> read)
    : IReadOnlyDictionary<string, string>
{
    public int Count => parameters.Count;

    public IEnumerable<string> Keys => parameters.Keys;

    public IEnumerable<string> Values => parameters.Values.Select(Text);

    public string this[string key] => Text(parameters[key]);

    public bool ContainsKey(string key) => parameters.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = parameters.TryGetValue(key, out var json) ? Text(json) : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        parameters.Select(pair => KeyValuePair.Create(pair.Key, Text(pair.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Text(string? json) => json is null ? "" : read(json) ?? json;
}
