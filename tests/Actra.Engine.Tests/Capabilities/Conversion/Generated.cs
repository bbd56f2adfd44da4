using System.Globalization;
using Actra.Capabilities;

namespace Actra.Engine.Tests.Capabilities.Conversion;

/// <summary>Random policies and events over few words, so that they meet often.</summary>
internal sealed class Generated(int seed)
{
    private static readonly string[] Resources = ["pay", "shell", "files"];
    private static readonly string[] Verbs = ["send", "run", "read"];
    private static readonly string[] Scopes = ["production", "staging", "production.eu", "eu", "run.production"];
    private static readonly string[] Environments = ["production", "staging", "production.eu", "Production", "dev"];
    private static readonly string[] Words = ["ops", "Ops", "guest", "' ops '", "admin"];
    private static readonly string[] Levels = ["low", "medium", "high", "critical"];
    private static readonly double[] Numbers = [-5, 0, 1, 9.5, 10, 1000, 1e22];

    private readonly Random _random = new(seed);

    /// <summary>A policy. Where it may say anything, it may say what version 2 cannot.</summary>
    public string Policy(bool anything)
    {
        var lines = new List<string>();
        foreach (var section in new[] { "deny", "require_approval", "allow" })
        {
            var rules = Enumerable.Range(0, Below(4)).Select(_ => "  - " + Rule(anything)).ToList();
            lines.AddRange(rules.Count > 0 ? [section + ":", .. rules] : []);
        }

        if (Often(0.3))
        {
            var verdict = One(["allow", "warn", "deny", "require_approval", "block"]);
            lines.Add($"rules: [{{ action: {verdict}, capability: {Quoted(Capability())} }}]");
        }

        if (Often(0.4))
        {
            var levels = Levels
                .Append("HIGH")
                .Where(_ => Often(0.4))
                .Select(level => $"{level}: {{ action: {One(["allow", "deny", "require_approval", "warn"])} }}");
            lines.Add($"risk_levels: {{ {string.Join(", ", levels)} }}");
        }

        return lines.Count == 0 ? "{}" : string.Join('\n', lines);
    }

    /// <summary>An event. Where it may say anything, it may leave in doubt what it says.</summary>
    public ActionEvent Event(bool anything)
    {
        var metadata = new Dictionary<string, object?>(StringComparer.Ordinal);
        Maybe(0.3, () => metadata["tool_name"] = Word());
        Maybe(0.4, () => metadata["caller_depth"] = One<object>([-1, 0, 1, 2, 10, 11, "10", "many"]));
        Maybe(0.2, () => metadata["scope"] = One(Scopes));
        Maybe(0.1, () => metadata["risk_level"] = One([.. Levels, "delete"]));
        var payload = Payload();
        if (anything)
        {
            Maybe(0.3, () => payload[One(["environment", "user_role", "tenant", "tool_name", "risk_level"])] = Word());
            Maybe(0.3, () => payload[One(["total", "Amount", "price"])] = One<object>([11, "60,000", -1]));
            Maybe(0.2, () => metadata["capability"] = Capability());
            Maybe(0.1, () => metadata["require_approval"] = true);
        }

        return ActionEvent.Create(
            "agent",
            anything && Often(0.2) ? One(["*", "tools.call", "a b"]) : One(Verbs),
            anything && Often(0.2) ? One(["*", "saas.user", "shell "]) : One(Resources),
            anything && Often(0.1) ? One(["*", "production "]) : One(Environments),
            Often(0.8) ? ActionRisk.Of(One([.. Levels, "HIGH"])) : ActionRisk.Of(_random.NextDouble()),
            payload.Count > 0 ? payload : null,
            metadata,
            new ActionContext
            {
                UserRole = Often(0.6) ? Word() : null,
                Tenant = Often(0.6) ? Word() : null,
                Table = Often(0.3) ? Word() : null,
            }
        );
    }

    private Dictionary<string, object?> Payload()
    {
        var payload = new Dictionary<string, object?>(StringComparer.Ordinal);
        Maybe(0.7, () => payload["amount"] = One<object>([-5, -1, 0, 0.5, 9.5, 10, 11, 1000, 1001, 1e22, "10", "x1"]));
        Maybe(0.1, () => payload["order"] = new { amount = 12 });
        Maybe(0.2, () => payload["table"] = Word());
        return payload;
    }

    private string Rule(bool anything)
    {
        var parts = new List<string> { $"capability: {Quoted(anything && Often(0.1) ? "sh*.run" : Capability())}" };
        Maybe(0.4, () => parts.Add($"{One(["amount_gt", "amount_gte", "amount_lt", "amount_lte"])}: {Number()}"));
        Maybe(0.1, () => parts.Add($"{One(["caller_depth_gt", "caller_depth_lte"])}: {Number()}"));
        foreach (var key in new[] { "user_role", "tenant", "table", "tool_name" })
        {
            Maybe(0.12, () => parts.Add($"{key}: {One(Words)}"));
        }

        Maybe(0.2, () => parts.Add($"environment: {One(Environments)}"));
        Maybe(0.1, () => parts.Add($"risk_level: {One([.. Levels, "HIGH"])}"));
        if (anything)
        {
            Maybe(
                0.2,
                () => parts.Add(One(["contains: x", "match_regex: '^1'", "path_prefix: /tmp", "match_keywords: [op]"]))
            );
            Maybe(0.1, () => parts.Add("user_role: 'o*'"));
        }

        return $"{{ {string.Join(", ", parts.DistinctBy(part => part.Split(':')[0]))} }}";
    }

    private string Capability() =>
        One([
            "*",
            One(Resources),
            $"{One([.. Resources, "*"])}.{One([.. Verbs, "*"])}",
            $"{One([.. Resources, "*"])}.{One([.. Verbs, "*"])}.{One([.. Scopes, "*"])}",
        ]);

    private string Word() => One(["ops", "Ops", "guest", " ops ", "admin"]);

    private string Number() => One(Numbers).ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"'{text}'";

    private T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    private int Below(int count) => _random.Next(count);

    private bool Often(double share) => _random.NextDouble() < share;

    private void Maybe(double share, Action then)
    {
        if (Often(share))
        {
            then();
        }
    }
}
