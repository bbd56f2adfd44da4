using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>The payload of an action, in the forms in which conditions read it.</summary>
internal sealed class Payload
{
    private readonly Lazy<string> _whole;
    private readonly Lazy<string> _joined;
    private readonly Lazy<IReadOnlyList<(string Name, JsonElement Value)>> _members;
    private readonly Lazy<IReadOnlyList<string>> _pieces;
    private readonly Lazy<IReadOnlyList<string>> _lowerPieces;

    public Payload(JsonElement? value)
    {
        Value = value is { ValueKind: JsonValueKind.Object } ? value : null;
        _whole = new(() => Value is { } v ? PythonText.Literal(v).ToLowerInvariant() : "");
        _joined = new(() => string.Join(' ', Top.Select(member => PythonText.Of(member.Value))));
        _members = new(() => Value is { } v ? [.. Walk(v)] : []);
        _pieces = new(() => [.. Members.SelectMany(PiecesOf)]);
        _lowerPieces = new(() => [.. Pieces.Select(piece => piece.ToLowerInvariant())]);
    }

    public static Payload None { get; } = new(null);

    public JsonElement? Value { get; }

    /// <summary>The whole as the original sees it, in lower case: names, quotes and escapes included.</summary>
    public string Whole => _whole.Value;

    /// <summary>The values at the top, one after the other.</summary>
    public string Joined => _joined.Value;

    /// <summary>The members at the top, in their order.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Top =>
        Value is { } v ? v.EnumerateObject().Select(member => (member.Name, member.Value)) : [];

    /// <summary>All members however deep; an item of a list carries the name of the list.</summary>
    public IReadOnlyList<(string Name, JsonElement Value)> Members => _members.Value;

    /// <summary>All names and all single values, as texts.</summary>
    public IReadOnlyList<string> Pieces => _pieces.Value;

    /// <summary>The same in lower case.</summary>
    public IReadOnlyList<string> LowerPieces => _lowerPieces.Value;

    /// <summary>All texts among the values, however deep.</summary>
    public IEnumerable<string> Texts =>
        Members
            .Where(member => member.Value.ValueKind == JsonValueKind.String)
            .Select(member => member.Value.GetString()!);

    /// <summary>A member at the top; null where there is none, or nothing in it. Of equal names the last counts.</summary>
    public JsonElement? At(string name)
    {
        JsonElement? found = null;
        foreach (var member in Top.Where(member => member.Name == name))
        {
            found = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value;
        }

        return found;
    }

    /// <summary>Members of some names, however deep and in whatever case.</summary>
    public IEnumerable<JsonElement> Named(IReadOnlyCollection<string> names) =>
        Members
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .Where(member => names.Contains(member.Name.Trim(), StringComparer.OrdinalIgnoreCase))
            .Select(member => member.Value);

    private static IEnumerable<string> PiecesOf((string Name, JsonElement Value) member)
    {
        yield return member.Name;
        if (member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            yield return member.Value.ToString();
        }
    }

    private static IEnumerable<(string, JsonElement)> Walk(JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            foreach (var found in WalkValue(member.Name, member.Value))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<(string, JsonElement)> WalkValue(string name, JsonElement value)
    {
        yield return (name, value);
        var below = value.ValueKind switch
        {
            JsonValueKind.Object => Walk(value),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(item => WalkValue(name, item)),
            _ => [],
        };
        foreach (var found in below)
        {
            yield return found;
        }
    }
}
