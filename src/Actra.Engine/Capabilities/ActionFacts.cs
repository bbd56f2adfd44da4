using System.Collections.ObjectModel;
using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>What is judged. What the host says and what the payload says are kept apart.</summary>
internal sealed class ActionFacts
{
    /// <summary>The capability that is asked for, as written.</summary>
    public required string CapabilityText
    {
        get;
        init
        {
            field = value;
            Asked = Capability.TryParse(value, out var asked) ? asked : null;
        }
    }

    /// <summary>The capability; null where the text is none.</summary>
    public Capability? Asked { get; private init; }

    /// <summary>Capabilities that the action amounts to, whatever capability it names: prohibitions of these hold too.</summary>
    public IReadOnlyList<Capability> Implied { get; init; } = [];

    /// <summary>What the host says: <c>environment</c>, <c>tool_name</c>, <c>user_role</c> and so on.</summary>
    public IReadOnlyDictionary<string, JsonElement> Context { get; init; } =
        ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>The risk level in lower case; null where there is none.</summary>
    public string? RiskLevel { get; init; }

    /// <summary>Levels that the event also speaks of: the one in its metadata, and what a risk score comes to.</summary>
    public IReadOnlyList<string> OtherRiskLevels { get; init; } = [];

    /// <summary>What the action is done with; the agent wrote it.</summary>
    public Payload Payload { get; init; } = Payload.None;

    /// <summary>A value that the host gave; null where it gave none.</summary>
    public JsonElement? Said(string key) =>
        Context.TryGetValue(key, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;
}
