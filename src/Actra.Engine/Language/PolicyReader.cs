using Actra.Model;

namespace Actra.Language;

/// <summary>Nodes to a policy document.</summary>
internal sealed class PolicyReader(DocumentContext document)
{
    private static readonly string[] Effects = ["allow", "block", "require_approval"];

    private static readonly Shape Top = new("the policy", "version", "rules")
    {
        Version2 = ["default", "description"],
        Later = ["strategy", "approvers"],
    };

    private static readonly Shape Rule = new("a rule", "id", "scope", "when", "effect")
    {
        Version2 = ["description", "reason", "approval"],
        Later = ["required_actions", "mode", "order_by"],
    };

    private readonly ConditionReader _conditions = new(document);
    private readonly ApprovalReader _approvals = new(document);

    /// <summary>Reads the document; null where nothing of it could be read.</summary>
    public static PolicySyntax? Read(DocumentContext document) =>
        YamlReader.Read(document) is { } root ? new PolicyReader(document).ReadRoot(root) : null;

    private PolicySyntax? ReadRoot(YamlNode root)
    {
        var version = VersionReader.Read(document, root);
        if (StructReader.Open(document, root, Top) is not { } top)
        {
            return null;
        }

        top.Required("version");
        var @default =
            version == 2 && document.Language == 2
                ? ReadEffect(
                    top.Required("default", "what happens where no rule matches must be said: write `default: block`")
                )
                : ReadEffect(top.Optional("default"));
        var rules = ReadRules(top.Required("rules"));
        document.Text(top.Optional("description"), "a description");
        return new PolicySyntax
        {
            Version = version,
            Default = @default ?? (document.Language == 1 ? Effect.Allow : Effect.Block),
            Rules = rules,
        };
    }

    private List<RuleSyntax> ReadRules(YamlNode? node)
    {
        var rules = new List<RuleSyntax>();
        var items = document.Items(node, "`rules`") ?? [];
        if (items.Count > Limits.Rules)
        {
            document.Error(Codes.TooManyRules, node!.At, $"the policy has more than {Limits.Rules} rules");
            return rules;
        }

        foreach (var item in items)
        {
            document.RuleId = IdOf(item);
            if (ReadRule(item) is { } rule)
            {
                rules.Add(rule);
            }

            document.RuleId = null;
        }

        return rules;
    }

    private RuleSyntax? ReadRule(YamlNode node)
    {
        if (StructReader.Open(document, node, Rule) is not { } rule)
        {
            return null;
        }

        var id = document.SourceText(rule.Required("id"), "the id of a rule");
        if (id is "" && document.Language == 2)
        {
            document.Error(Codes.WrongShape, rule.KeyAt("id"), "the id of a rule is empty");
        }

        var scope = rule.Required("scope") is { } scopeNode ? _conditions.ReadScope(scopeNode) : null;
        var whenNode = document.Language == 1 ? rule.Required("when") : rule.Optional("when");
        var when = whenNode is null ? null : _conditions.ReadCondition(whenNode);
        var effectNode = rule.Required("effect");
        var effect = ReadEffect(effectNode);
        document.Text(rule.Optional("description"), "a description");
        return new RuleSyntax
        {
            Id = id ?? "",
            At = rule.At,
            Scope = scope,
            When = when,
            Unconditional = whenNode is null,
            Effect = effect,
            Reason = ReadReason(rule.Optional("reason")),
            Approval = rule.Optional("approval") is { } approval
                ? ReadApproval(approval, rule.KeyAt("approval"), effect)
                : null,
        };
    }

    private ApprovalRequirement? ReadApproval(YamlNode node, Position at, Effect? effect)
    {
        if (effect is not null and not Effect.RequireApproval)
        {
            document.Error(
                Codes.BadApproval,
                at,
                $"`approval` in a rule whose effect is `{effect.Value.ToName()}`",
                "remove it, or write `effect: require_approval`"
            );
        }

        return _approvals.Read(node);
    }

    private ReasonSyntax? ReadReason(YamlNode? node)
    {
        if (document.Text(node, "a reason") is not { } text)
        {
            return null;
        }

        var (reason, problem) = ReasonSyntax.Parse(text, node!.At);
        if (problem is not null)
        {
            document.Error(
                Codes.BadReason,
                node.At,
                problem,
                "write fields as `{action.amount}`, and braces as `{{` and `}}`"
            );
        }

        return reason;
    }

    private Effect? ReadEffect(YamlNode? node)
    {
        if (Word.Read(document, node, "an effect") is not { } word)
        {
            return null;
        }

        if (EffectNames.TryParse(word, out var effect))
        {
            return effect;
        }

        document.Error(Codes.UnknownWord, node!.At, $"unknown effect `{word}`", document.Suggest(word, Effects));
        return null;
    }

    private static string? IdOf(YamlNode node) =>
        node is YamlMapping mapping
        && mapping.Entries.FirstOrDefault(e => e.Key is YamlScalar { Text: "id" }).Value is YamlScalar id
            ? id.Text
            : null;
}
