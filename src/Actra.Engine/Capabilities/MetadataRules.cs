using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>Which keys the metadata of an event may have, and of what type. Nothing in a key is always allowed.</summary>
internal static class MetadataRules
{
    private static readonly Dictionary<string, (string Wanted, JsonValueKind[] Kinds)> Typed = new(
        StringComparer.Ordinal
    )
    {
        ["session_id"] = ("a string", [JsonValueKind.String]),
        ["scope"] = ("a string", [JsonValueKind.String]),
        ["payload_hash"] = ("a string", [JsonValueKind.String]),
        ["capability"] = ("a string", [JsonValueKind.String]),
        ["tool_name"] = ("a string", [JsonValueKind.String]),
        ["risk_level"] = ("a string", [JsonValueKind.String]),
        ["framework"] = ("a string", [JsonValueKind.String]),
        ["payload"] = ("a dictionary", [JsonValueKind.Object]),
        ["require_approval"] = ("a boolean", [JsonValueKind.True, JsonValueKind.False]),
        ["latency_ms"] = ("an integer or float", [JsonValueKind.Number, JsonValueKind.True, JsonValueKind.False]),
    };

    private static readonly string[] Untyped =
    [
        "risk_category",
        "threshold",
        "decision",
        "reason",
        "timestamp",
        "entry_hash",
        "signature",
        "policy_decision",
        "verdict",
        "id",
        "caller_depth",
    ];

    private static readonly string Allowed = string.Join(
        ", ",
        Typed.Keys.Concat(Untyped).Order(StringComparer.Ordinal).Select(key => $"'{key}'")
    );

    /// <exception cref="ActionEventException">A key is unknown, given twice, or of the wrong type.</exception>
    public static void Check(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object)
        {
            throw new ActionEventException("metadata must be a dictionary");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in metadata.EnumerateObject())
        {
            var typed = Typed.TryGetValue(member.Name, out var type);
            if (!typed && !Untyped.Contains(member.Name, StringComparer.Ordinal))
            {
                throw new ActionEventException(
                    $"Metadata key '{member.Name}' is invalid. Allowed keys are: [{Allowed}]"
                );
            }

            if (!seen.Add(member.Name))
            {
                throw new ActionEventException($"Metadata key '{member.Name}' is given twice");
            }

            if (typed && member.Value.ValueKind != JsonValueKind.Null && !type.Kinds.Contains(member.Value.ValueKind))
            {
                throw new ActionEventException($"metadata['{member.Name}'] must be {type.Wanted}");
            }
        }
    }
}
