using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>Reads the members of an event from JSON.</summary>
internal sealed class ActionEventReader
{
    private static readonly string[] Known = ["actor", "action", "resource", "environment", "risk", "metadata"];
    private static readonly JsonElement NoMetadata = JsonSerializer.SerializeToElement(
        new Dictionary<string, string>(StringComparer.Ordinal)
    );

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    public ActionEventReader(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new ActionEventException("an event must be an object");
        }

        foreach (var member in json.EnumerateObject())
        {
            if (!Known.Contains(member.Name, StringComparer.Ordinal))
            {
                throw new ActionEventException($"an event has no member '{member.Name}'");
            }

            if (!_members.TryAdd(member.Name, member.Value))
            {
                throw new ActionEventException($"the member '{member.Name}' is given twice");
            }
        }
    }

    /// <summary>A text; null where something else is there.</summary>
    public string? Text(string name, string? absent = null) =>
        !_members.TryGetValue(name, out var value) ? absent
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : null;

    public ActionRisk Risk() =>
        !_members.TryGetValue("risk", out var value)
            ? "low"
            : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number => value.GetDouble(),
                JsonValueKind.True => 1,
                JsonValueKind.False => 0,
                _ => throw new ActionEventException("risk must be a string or a float"),
            };

    public JsonElement Metadata() => _members.GetValueOrDefault("metadata", NoMetadata);
}
