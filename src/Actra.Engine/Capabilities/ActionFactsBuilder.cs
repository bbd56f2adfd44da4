using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>What there is to judge about an event.</summary>
internal static class ActionFactsBuilder
{
    public static ActionFacts Of(ActionEvent action)
    {
        var scope = action.FindText("scope") is { Length: > 0 } given ? given : action.Environment;
        var scoped = $"{action.Resource}.{action.Action}.{scope}";
        var level = action.Risk.Level ?? action.FindText("risk_level");
        return new ActionFacts
        {
            CapabilityText = action.FindText("capability") ?? scoped,
            Implied =
            [
                Capability.Split(scoped),
                Capability.Split($"{action.Resource}.{action.Action}.{action.Environment}"),
            ],
            Context = ContextOf(action, level?.ToLowerInvariant()),
            RiskLevel = level?.ToLowerInvariant(),
            OtherRiskLevels = OtherLevels(action, level?.ToLowerInvariant()),
            Payload = new Payload(action.Payload),
        };
    }

    private static Dictionary<string, JsonElement> ContextOf(ActionEvent action, string? level)
    {
        var context = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        Add("environment", Text(action.Environment));
        Add("risk_level", Text(level));
        Add("user_role", Text(action.Context.UserRole));
        Add("tenant", Text(action.Context.Tenant));
        Add("table", Text(action.Context.Table));
        Add("tool_name", action.Find("tool_name"));
        Add("caller_depth", action.Find("caller_depth"));
        return context;

        void Add(string key, JsonElement? value)
        {
            if (value is { } said)
            {
                context[key] = said;
            }
        }
    }

    private static List<string> OtherLevels(ActionEvent action, string? level)
    {
        var levels = new List<string>();
        if (action.Risk.Score is { } score)
        {
            levels.Add(ActionRisk.LevelOf(score));
        }

        if (action.FindText("risk_level") is { } word)
        {
            levels.Add((ActionRisk.ToLevel(word) ?? word).ToLowerInvariant());
        }

        levels.RemoveAll(other => other == level);
        return levels;
    }

    private static JsonElement? Text(string? text) => text is null ? null : JsonSerializer.SerializeToElement(text);
}
