using System.Text.Json;
using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>
/// What there is to judge about an action, as an input of a converted policy. What the event leaves in doubt is left out, so that a policy that reads it blocks:
/// a value that host and payload give differently, several amounts, several further scopes.
/// </summary>
internal sealed class EventInput
{
    private readonly ActionFacts _facts;
    private readonly FieldMap _action = [];
    private readonly FieldMap _actor = [];
    private readonly FieldMap _snapshot = [];

    private EventInput(ActionFacts facts) => _facts = facts;

    /// <exception cref="ActionEventException">The event names no capability.</exception>
    public static PolicyInput Of(ActionFacts facts)
    {
        var asked =
            facts.Asked ?? throw new ActionEventException($"the event names no capability: '{facts.CapabilityText}'");
        var input = new EventInput(facts);
        input.AddCapability(asked);
        input.AddText("environment", Facts.Environment, isKnown: true);
        input.AddText("user_role", Facts.UserRole);
        input.AddText("tenant", Facts.Tenant);
        input.AddText("tool_name", Facts.ToolName);
        input.AddText("table", Facts.Table, isWork: true);
        input.AddRisk();
        input.AddNumber(new AmountSource());
        input.AddNumber(new DepthSource());
        return new PolicyInput(Facts.ActionType, input._action, input._actor, input._snapshot);
    }

    private void AddCapability(Capability asked)
    {
        AddPart(Facts.Resource, asked.Resource, _facts.Implied.Select(implied => implied.Resource));
        AddPart(Facts.Action, asked.Action, _facts.Implied.Select(implied => implied.Action));
        AddScope(Facts.Scope, asked.Scope);
        var others = _facts
            .Implied.Select(implied => implied.Scope)
            .Distinct(StringComparer.Ordinal)
            .Where(scope => scope != asked.Scope);
        switch (others.ToList())
        {
            case []:
                AddScope(Facts.OtherScope, "");
                break;
            case [{ Length: > 0 } other]:
                AddScope(Facts.OtherScope, other);
                break;
        }
    }

    private void AddPart(Fact fact, string part, IEnumerable<string> implied)
    {
        if (part.Length > 0 && IsSaid(part) && implied.All(other => other == part))
        {
            Set(fact, FieldValue.Of(part));
        }
    }

    private void AddScope(Fact fact, string scope)
    {
        if (!IsSaid(scope) || (fact == Facts.Scope && scope.Length == 0))
        {
            return;
        }

        Set(fact, FieldValue.Of(scope));
        var parts = scope.Split('.');
        for (var count = 1; count <= Facts.DeepestScope; count++)
        {
            var first = count < parts.Length ? string.Join('.', parts.Take(count)) : "";
            Set(Facts.FirstParts(fact, count), FieldValue.Of(first));
        }
    }

    /// <summary>A text of the host. What the payload claims beside it must be the same; of a table it may be the only word.</summary>
    private void AddText(string key, Fact fact, bool isKnown = false, bool isWork = false)
    {
        var said = _facts.Said(key);
        var claimed = _facts.Payload.At(key);
        var text = (said, claimed) switch
        {
            (null, null) => isKnown ? null : "",
            ({ ValueKind: JsonValueKind.String } one, null) => Known(one),
            ({ ValueKind: JsonValueKind.String } one, { ValueKind: JsonValueKind.String } other) => one.GetString()
            == other.GetString()
                ? Known(one)
                : null,
            (null, { ValueKind: JsonValueKind.String } one) when isWork => Known(one),
            _ => null,
        };
        if (text is not null)
        {
            Set(fact, FieldValue.Of(text));
            Set(fact.Folded!, FieldValue.Of(ConditionValue.Fold(text)));
        }
    }

    private void AddRisk()
    {
        var claimed = _facts.Payload.At("risk_level");
        if (
            (_facts.RiskLevel is null || IsPlain(_facts.RiskLevel))
            && (
                claimed is null
                || (claimed is { ValueKind: JsonValueKind.String } c && c.GetString() == _facts.RiskLevel)
            )
        )
        {
            Set(Facts.RiskLevel, FieldValue.Of(_facts.RiskLevel ?? ""));
        }

        switch (_facts.OtherRiskLevels)
        {
            case []:
                Set(Facts.OtherRiskLevel, FieldValue.Of(""));
                break;
            case [var other] when IsPlain(other):
                Set(Facts.OtherRiskLevel, FieldValue.Of(other));
                break;
        }
    }

    /// <summary>A number that the original finds; all that could be meant must be the same one.</summary>
    private void AddNumber(INumberSource source)
    {
        var (plain, candidates) = source.Read(_facts);
        if (plain is { } number && double.IsFinite(number) && candidates.All(other => other == number))
        {
            Set(source.Number, FieldValue.Of(number));
            Set(source.Given, FieldValue.Of(true));
        }
        else if (plain is null)
        {
            Set(source.Number, FieldValue.Of(0.0));
            Set(source.Given, FieldValue.Of(false));
        }
    }

    private static string? Known(JsonElement text) => text.GetString()!.Trim().Length > 0 ? text.GetString() : null;

    private static bool IsPlain(string level) => level.Length > 0 && ConditionValue.Fold(level) == level;

    private static bool IsSaid(string part) => !part.Contains('*', StringComparison.Ordinal);

    private void Set(Fact fact, FieldValue value)
    {
        var fields = fact.Field.Domain switch
        {
            Domain.Actor => _actor,
            Domain.Snapshot => _snapshot,
            _ => _action,
        };
        fields.Set(fact.Field.Name, value);
    }
}
