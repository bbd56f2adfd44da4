using System.Text.Json.Nodes;
using Actra.Model;
using Workers.Running;

namespace Workers.Views;

/// <summary>What an item asks for, in a line; values of sensitive fields are not shown.</summary>
internal static class AskedText
{
    public static string Of(Item item, PolicySchema schema)
    {
        var declared = schema.Actions.GetValueOrDefault(item.Action)?.Fields;
        var fields = item.Fields.Select(field =>
            Plain.Of(field.Key)
            + "="
            + (declared?.GetValueOrDefault(field.Key)?.Sensitive == true ? "***" : Plain.Of(Text(field.Value)))
        );
        return $"{item.Action} {string.Join(", ", fields)}".TrimEnd();
    }

    private static string Text(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value?.ToJsonString() ?? "null";
}
