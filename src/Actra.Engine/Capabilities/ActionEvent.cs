using System.Text.Json;
using Actra.Capabilities.Conversion;
using Actra.Model;

namespace Actra.Capabilities;

/// <summary>An action that somebody wants to take. Immutable: it holds a copy of its metadata.</summary>
public sealed class ActionEvent
{
    private ActionEvent(
        string actor,
        string action,
        string resource,
        string environment,
        ActionRisk risk,
        JsonElement metadata,
        ActionContext context
    )
    {
        Actor = actor;
        Action = action;
        Resource = resource;
        Environment = environment;
        Risk = risk;
        Metadata = metadata;
        Context = context;
    }

    /// <summary>The environment of an event that names none.</summary>
    public const string DefaultEnvironment = "development";

    /// <summary>Who wants to act.</summary>
    public string Actor { get; }

    /// <summary>What is to be done.</summary>
    public string Action { get; }

    /// <summary>To what.</summary>
    public string Resource { get; }

    /// <summary>Where.</summary>
    public string Environment { get; }

    /// <summary>The risk that the caller sees in it.</summary>
    public ActionRisk Risk { get; }

    /// <summary>Further facts, by known keys; <c>payload</c> is what the action is done with.</summary>
    public JsonElement Metadata { get; }

    /// <summary>What the host itself knows.</summary>
    public ActionContext Context { get; }

    /// <summary>The payload; null where there is none.</summary>
    public JsonElement? Payload => Find("payload");

    /// <summary>Makes an event.</summary>
    /// <param name="actor">Who wants to act. Not blank, no control characters; the same holds for the next three.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="resource">To what.</param>
    /// <param name="environment">Where.</param>
    /// <param name="risk">A level or a score; null for <c>low</c>.</param>
    /// <param name="payload">What the action is done with: an object that can be written as JSON.</param>
    /// <param name="metadata">Further facts by known keys, such as <c>session_id</c>, <c>capability</c>, <c>scope</c>, <c>tool_name</c>.</param>
    /// <param name="context">What the host itself knows.</param>
    /// <exception cref="ActionEventException">Something in it may not be said.</exception>
    public static ActionEvent Create(
        string actor,
        string action,
        string resource,
        string environment = DefaultEnvironment,
        ActionRisk? risk = null,
        object? payload = null,
        IReadOnlyDictionary<string, object?>? metadata = null,
        ActionContext? context = null
    )
    {
        var facts = metadata is null
            ? new Dictionary<string, object?>(StringComparer.Ordinal)
            : new Dictionary<string, object?>(metadata, StringComparer.Ordinal);
        if (payload is not null && !facts.TryAdd("payload", payload))
        {
            throw new ActionEventException("the payload is given twice");
        }

        return Checked(actor, action, resource, environment, () => risk ?? "low", () => ToJson(facts), context);
    }

    /// <summary>Reads an event from JSON: an object with <c>actor</c>, <c>action</c>, <c>resource</c>, and <c>environment</c>, <c>risk</c>, <c>metadata</c> where there are any.</summary>
    /// <param name="json">The object.</param>
    /// <param name="context">What the host itself knows.</param>
    /// <exception cref="ActionEventException">It is no event, or something in it may not be said.</exception>
    public static ActionEvent FromJson(JsonElement json, ActionContext? context = null)
    {
        try
        {
            var reader = new ActionEventReader(json);
            return Checked(
                reader.Text("actor"),
                reader.Text("action"),
                reader.Text("resource"),
                reader.Text("environment", DefaultEnvironment),
                reader.Risk,
                reader.Metadata,
                context
            );
        }
        catch (InvalidOperationException e)
        {
            throw new ActionEventException($"the event is no valid text: {e.Message}", e);
        }
    }

    /// <summary>
    /// What there is to judge about it, as an input of a policy that was converted (<see cref="CapabilityPolicy.ToVersion2"/>). What it leaves in doubt is left
    /// out, so that a policy that reads it blocks: a value that the host and the payload give differently, several amounts, several further scopes.
    /// </summary>
    /// <exception cref="ActionEventException">It names no capability, or asks for approval itself, which no policy can say.</exception>
    public PolicyInput ToInput() =>
        Find("require_approval") is { ValueKind: JsonValueKind.True }
            ? throw new ActionEventException("the event asks for approval itself, which a policy cannot answer")
            : EventInput.Of(ActionFactsBuilder.Of(this));

    /// <summary>An entry of the metadata; null where there is none, or nothing in it.</summary>
    internal JsonElement? Find(string key) =>
        Metadata.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    internal string? FindText(string key) => Find(key)?.GetString();

    private static ActionEvent Checked(
        string? actor,
        string? action,
        string? resource,
        string? environment,
        Func<ActionRisk> risk,
        Func<JsonElement> metadata,
        ActionContext? context
    )
    {
        var (a, b, c, d) = (
            Name(actor, nameof(actor)),
            Name(action, nameof(action)),
            Name(resource, nameof(resource)),
            Name(environment, nameof(environment))
        );
        var level = risk();
        var facts = metadata();
        MetadataRules.Check(facts);
        return new ActionEvent(a, b, c, d, level, MetadataCopy.Of(facts), context ?? ActionContext.Empty);
    }

    private static string Name(string? text, string what) =>
        string.IsNullOrWhiteSpace(text) ? throw new ActionEventException($"{what} must be a non-empty string")
        : text.Any(char.IsControl) ? throw new ActionEventException($"{what} must not contain control characters")
        : text;

    private static JsonElement ToJson(Dictionary<string, object?> facts)
    {
        try
        {
            return JsonSerializer.SerializeToElement(facts);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new ActionEventException(
                $"metadata must be completely JSON-serializable for replay stability: {e.Message}",
                e
            );
        }
    }
}
