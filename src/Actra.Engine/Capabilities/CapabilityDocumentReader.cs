using Actra.Language;

namespace Actra.Capabilities;

/// <summary>Text to a policy document. All that is wrong is reported; nothing is dropped in silence.</summary>
internal static class CapabilityDocumentReader
{
    private static readonly Shape Document = new(
        "the policy",
        "deny",
        "require_approval",
        "allow",
        "risk_levels",
        "approval_timeout_seconds",
        "extends",
        "version",
        "policy_name",
        "description",
        "enforcement_mode",
        "rules"
    );

    private static readonly Shape RiskLevel = new("a risk level", "action", "description");

    public static CapabilityDocument Read(DocumentContext document, string prefix)
    {
        var root = YamlReader.Read(document);
        if (root is null || StructReader.Open(document, root, Document) is not { } policy)
        {
            return new CapabilityDocument([], [], [], null);
        }

        foreach (
            var key in policy.Present.Where(key =>
                key is "deny" or "require_approval" or "allow" or "rules" or "risk_levels" or "extends"
            )
        )
        {
            if (IsNothing(policy.Optional(key)))
            {
                document.Error(
                    Codes.EmptySection,
                    policy.KeyAt(key),
                    $"`{key}` has nothing in it",
                    $"write `{key}: []`, or remove it"
                );
            }
        }

        if (policy.Optional("enforcement_mode") is not null)
        {
            document.Warning(
                Codes.IgnoredKey,
                policy.KeyAt("enforcement_mode"),
                "`enforcement_mode` changes nothing",
                "the host says how it runs: `ActionRuntimeOptions.Mode`"
            );
        }

        var rules = new CapabilityRuleReader(document, prefix);
        return new CapabilityDocument(
            [
                .. rules.ReadLegacy(policy.Optional("rules")),
                .. rules.ReadSection(policy.Optional("deny"), "deny", RuleVerdict.Deny),
                .. rules.ReadSection(
                    policy.Optional("require_approval"),
                    "require_approval",
                    RuleVerdict.RequireApproval
                ),
                .. rules.ReadSection(policy.Optional("allow"), "allow", RuleVerdict.Allow),
            ],
            RiskLevels(document, policy.Optional("risk_levels")),
            Extends(document, policy.Optional("extends")),
            Timeout(document, policy.Optional("approval_timeout_seconds"))
        );
    }

    internal static bool IsNothing(YamlNode? node) =>
        node is YamlScalar scalar && CoreScalar.Resolve(scalar).Kind == ScalarKind.Null;

    /// <summary>The word of a verdict; null where there is none, which is then reported.</summary>
    internal static RuleVerdict? Verdict(DocumentContext document, YamlNode? node, string what)
    {
        if (document.Text(node, what) is not { } word)
        {
            return null;
        }

        RuleVerdict? verdict = word switch
        {
            "allow" => RuleVerdict.Allow,
            "warn" => RuleVerdict.Warn,
            "require_approval" => RuleVerdict.RequireApproval,
            "deny" or "block" => RuleVerdict.Deny,
            _ => null,
        };
        if (verdict is null)
        {
            document.Error(
                Codes.UnknownVerdict,
                node!.At,
                $"unknown action `{word}`",
                document.Suggest(word, ["allow", "deny", "block", "require_approval", "warn"])
            );
        }

        return verdict;
    }

    private static List<RiskLevel> RiskLevels(DocumentContext document, YamlNode? node)
    {
        var levels = new List<RiskLevel>();
        foreach (var (name, at, value) in document.FreeMap(node, "`risk_levels`") ?? [])
        {
            if (
                StructReader.Open(document, value, RiskLevel) is { } level
                && Verdict(document, level.Required("action"), "the action of a risk level") is { } verdict
            )
            {
                levels.Add(new RiskLevel(name, verdict, document.File, at));
            }
        }

        return levels;
    }

    private static List<(string, Position)> Extends(DocumentContext document, YamlNode? node)
    {
        IReadOnlyList<YamlNode> items = node switch
        {
            null => [],
            YamlSequence list => list.Items,
            _ => [node],
        };
        var paths = new List<(string, Position)>();
        foreach (var item in items)
        {
            if (document.Text(item, "a document in `extends`") is { } path)
            {
                paths.Add((path, item.At));
            }
        }

        return paths;
    }

    private static TimeSpan? Timeout(DocumentContext document, YamlNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (
            node is YamlScalar scalar
            && CoreScalar.Resolve(scalar) is { IsNumber: true, Number: > 0 and <= 315_360_000 } value
        )
        {
            return TimeSpan.FromSeconds(value.Number);
        }

        document.Error(
            Codes.BadConditionValue,
            node.At,
            "`approval_timeout_seconds` must be a number of seconds, more than zero and at most ten years"
        );
        return null;
    }
}
