using Actra.Language;

namespace Actra.Capabilities;

/// <summary>Reads the rules of a document.</summary>
/// <param name="document">The document.</param>
/// <param name="prefix">What the names of its rules start with; empty for the document that is loaded first.</param>
internal sealed class CapabilityRuleReader(DocumentContext document, string prefix)
{
    private static readonly Shape Rule = new("a rule", ["capability", .. ConditionReader.Keys]);

    private static readonly Shape Legacy = new(
        "a rule of `rules`",
        "action",
        "id",
        "description",
        "capability",
        "match_keywords",
        "match_regex",
        "threshold"
    );

    private int _count;

    public List<CapabilityRule> ReadSection(YamlNode? node, string section, RuleVerdict verdict) =>
        ReadAll(node, section, (item, name) => ReadRule(item, name, verdict));

    public List<CapabilityRule> ReadLegacy(YamlNode? node) => ReadAll(node, "rules", ReadLegacyRule);

    private List<CapabilityRule> ReadAll(YamlNode? node, string section, Func<YamlNode, string, CapabilityRule?> read)
    {
        var rules = new List<CapabilityRule>();
        var items = document.Items(node, $"`{section}`") ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (++_count > Limits.Rules)
            {
                document.Error(Codes.TooManyRules, items[i].At, $"the policy has more than {Limits.Rules} rules");
                break;
            }

            document.RuleId = $"{prefix}{section}[{i}]";
            if (read(items[i], document.RuleId) is { } rule)
            {
                rules.Add(rule);
            }
        }

        document.RuleId = null;
        return rules;
    }

    private CapabilityRule? ReadRule(YamlNode node, string name, RuleVerdict verdict)
    {
        if (node is YamlScalar)
        {
            var only = ReadCapability(node, verdict);
            return only is null ? null : new CapabilityRule(name, document.File, node.At, verdict, only, []);
        }

        if (node is not YamlMapping || StructReader.Open(document, node, Rule) is not { } rule)
        {
            document.Error(Codes.WrongShape, node.At, $"a rule must be a capability or a mapping, not {node.Kind}");
            return null;
        }

        var capability = ReadCapability(rule.Required("capability"), verdict);
        var conditions = ConditionReader.Read(document, rule);
        return capability is null
            ? null
            : new CapabilityRule(name, document.File, node.At, verdict, capability, conditions);
    }

    private CapabilityRule? ReadLegacyRule(YamlNode node, string name)
    {
        if (node is not YamlMapping || StructReader.Open(document, node, Legacy) is not { } rule)
        {
            document.Error(Codes.WrongShape, node.At, $"a rule must be a mapping, not {node.Kind}");
            return null;
        }

        if (rule.Optional("threshold") is not null)
        {
            document.Warning(
                Codes.IgnoredKey,
                rule.KeyAt("threshold"),
                "`threshold` changes nothing",
                "one keyword or one pattern that is found is enough"
            );
        }

        var verdict = CapabilityDocumentReader.Verdict(document, rule.Required("action"), "the action of a rule");
        var written = rule.Optional("capability");
        var capability = written is null ? "*" : ReadCapability(written, verdict ?? RuleVerdict.Deny);
        var conditions = ConditionReader.Read(document, rule);
        return verdict is null || capability is null
            ? null
            : new CapabilityRule(name, document.File, node.At, verdict.Value, capability, conditions);
    }

    private string? ReadCapability(YamlNode? node, RuleVerdict verdict)
    {
        if (document.Text(node, "a capability") is not { } text)
        {
            return null;
        }

        if (Capability.Problem(text) is not null)
        {
            document.Error(
                Codes.BadCapability,
                node!.At,
                text.Length == 0 ? "a capability is not empty" : $"`{text}` is no capability",
                "write `resource.action.scope` with letters, digits, `_`, `-`, and `*` for a whole part"
            );
            return null;
        }

        Warn(node!.At, Capability.Split(text), text, verdict);
        return text;
    }

    private void Warn(Position at, Capability capability, string text, RuleVerdict verdict)
    {
        if (capability.HasDeadWildcard)
        {
            document.Warning(
                Codes.DeadWildcard,
                at,
                $"`*` beside other characters in `{text}` stands for nothing in a permission",
                "`*` stands for a whole part"
            );
        }

        var sweeping =
            capability is { Resource: "*", Action: "*" }
            || (capability.Resource is "system" or "root" && (capability.Action == "*" || capability.Scope == "*"));
        if (sweeping && verdict is (RuleVerdict.Allow or RuleVerdict.Warn))
        {
            document.Warning(Codes.SweepingAllow, at, $"`{text}` permits very much", "name what is meant");
        }
    }
}
