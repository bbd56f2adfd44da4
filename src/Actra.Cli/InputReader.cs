using System.Globalization;
using System.Text.Json;
using Actra.Model;

namespace Actra.Cli;

/// <summary>
/// Reads an input: <c>{"action": {"type": "refund", "amount": 1500}, "actor": {…}, "snapshot": {…}}</c>. Timestamps and durations are strings, read as the
/// schema declares them.
/// </summary>
internal static class InputReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <exception cref="UsageException">The text is no such input; the message says where.</exception>
    public static PolicyInput Read(string text, PolicySchema schema)
    {
        try
        {
            return ReadObject(text, schema);
        }
        catch (InvalidOperationException)
        {
            throw new UsageException("the input holds an escape like `\\ud800`, which is half a character");
        }
    }

    private static PolicyInput ReadObject(string text, PolicySchema schema)
    {
        using var document = Parse(text);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new UsageException("the input must be a JSON object with `action`, `actor` and `snapshot`");
        }

        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is not ("action" or "actor" or "snapshot"))
            {
                throw new UsageException(
                    $"the input has `{member.Name}`; it may have `action`, `actor` and `snapshot`"
                );
            }
        }

        var type = ActionType(root);
        return new PolicyInput(
            type,
            Fields(root, Domain.Action, type, schema),
            Fields(root, Domain.Actor, type, schema),
            Fields(root, Domain.Snapshot, type, schema)
        );
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException e)
        {
            var line = ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            throw new UsageException($"the input is not JSON, line {line}: {e.Message.Split(" LineNumber:", 2)[0]}");
        }
    }

    private static string ActionType(JsonElement root) =>
        root.TryGetProperty("action", out var action)
        && action.ValueKind == JsonValueKind.Object
        && action.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
            ? type.GetString()!
            : throw new UsageException("the input has no `action.type`: the name of an action of the schema, a string");

    private static FieldMap Fields(JsonElement root, Domain domain, string actionType, PolicySchema schema)
    {
        var fields = new FieldMap();
        var name = domain.ToName();
        if (!root.TryGetProperty(name, out var members) || members.ValueKind == JsonValueKind.Null)
        {
            return fields;
        }

        if (members.ValueKind != JsonValueKind.Object)
        {
            throw new UsageException($"`{name}` must be a JSON object");
        }

        foreach (var member in members.EnumerateObject())
        {
            if (domain == Domain.Action && member.Name == "type")
            {
                continue;
            }

            var field = new FieldRef(domain, member.Name);
            try
            {
                fields[member.Name] = Value(member.Value, schema.Find(actionType, field)?.Type ?? FieldType.None);
            }
            catch (FieldValueException e)
            {
                throw new UsageException($"`{field}`: {e.Message}");
            }
        }

        return fields;
    }

    private static FieldValue Value(JsonElement value, FieldType wanted) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => FieldValue.None,
            JsonValueKind.True => FieldValue.Of(true),
            JsonValueKind.False => FieldValue.Of(false),
            JsonValueKind.Number => Number(value),
            JsonValueKind.String => Text(value.GetString()!, wanted),
            _ => throw new FieldValueException("a field is a string, a number or a boolean"),
        };

    private static FieldValue Number(JsonElement value)
    {
        if (value.TryGetInt64(out var integer))
        {
            return FieldValue.Of(integer);
        }

        if (value.TryGetDecimal(out var number))
        {
            return FieldValue.Of(number);
        }

        return value.TryGetDouble(out var large) && double.IsFinite(large)
            ? FieldValue.Of(large)
            : throw new FieldValueException($"{value.GetRawText()} does not fit a number");
    }

    private static FieldValue Text(string text, FieldType wanted) =>
        wanted switch
        {
            FieldType.Timestamp when Timestamps.TryParse(text, out var time) => FieldValue.Of(time),
            FieldType.Duration when Durations.TryParse(text, out var length) => FieldValue.Of(length),
            _ => FieldValue.Of(text),
        };
}
