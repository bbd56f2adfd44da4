using Actra.Model;

namespace Actra.Language;

/// <summary>Nodes to a governance document.</summary>
internal sealed class GovernanceReader(DocumentContext document)
{
    private static readonly Shape Top = new("the governance file", "version", "governance")
    {
        Version2 = ["description"],
    };

    private static readonly Shape Block = new("`governance`", "rules");
    private static readonly Shape Rule = new("a governance rule", "id", "applies_to", "select", "must", "error")
    {
        Version2 = ["description"],
    };

    private static readonly Shape AppliesTo = new("`applies_to`", "actions");
    private static readonly Shape Select = new("`select`", "where");
    private static readonly Shape Where = new("`where`", "id", "effect", "scope", "when");
    private static readonly Shape Scope = new("the scope of `where`", "global", "action");
    private static readonly Shape When = new("the condition of `where`", "subject");
    private static readonly Shape Subject = new("the subject of `where`", "domain", "field");
    private static readonly Shape Must = new("`must`", "exists", "min_count", "max_count", "forbid", "allowed_fields");

    private readonly CompatibleReader _compatible = new(document);

    /// <summary>Reads the document; null where nothing of it could be read.</summary>
    public static GovernanceSyntax? Read(DocumentContext document) =>
        YamlReader.Read(document) is { } root ? new GovernanceReader(document).ReadRoot(root) : null;

    private GovernanceSyntax? ReadRoot(YamlNode root)
    {
        VersionReader.Read(document, root);
        var top = StructReader.Open(document, root, Top);
        top?.Required("version");
        if (
            top?.Required("governance") is not { } block
            || StructReader.Open(document, block, Block)?.Required("rules") is not { } list
            || document.Items(list, "`rules`") is not { } items
        )
        {
            return null;
        }

        if (items.Count > Limits.Rules)
        {
            document.Error(Codes.TooManyRules, list.At, $"the governance file has more than {Limits.Rules} rules");
            return null;
        }

        var rules = new List<GovernanceRuleSyntax>(items.Count);
        foreach (var item in items)
        {
            if (ReadRule(item) is { } rule)
            {
                rules.Add(rule);
            }

            document.RuleId = null;
        }

        return new GovernanceSyntax(rules);
    }

    private GovernanceRuleSyntax? ReadRule(YamlNode node)
    {
        if (StructReader.Open(document, node, Rule) is not { } rule)
        {
            return null;
        }

        var id = document.SourceText(rule.Required("id"), "the id of a governance rule");
        document.RuleId = id;
        var applies = Given(rule.Optional("applies_to"));
        var actions = applies is null ? null : StructReader.Open(document, applies, AppliesTo)?.Required("actions");
        var select = rule.Required("select") is { } selectNode
            ? StructReader.Open(document, selectNode, Select)?.Required("where")
            : null;
        var where = select is null ? null : ReadFilter(select);
        var must = rule.Required("must") is { } mustNode ? ReadConstraint(mustNode) : null;
        var error = document.SourceText(rule.Required("error"), "the error of a governance rule");
        var names = document.Texts(actions, "`actions`");
        return id is null || where is null || must is null || error is null || (names is null && applies is not null)
            ? null
            : new GovernanceRuleSyntax
            {
                Id = id,
                At = rule.At,
                AppliesTo = names,
                Where = where,
                Must = must,
                Error = error,
            };
    }

    private FilterSyntax? ReadFilter(YamlNode node)
    {
        if (StructReader.Open(document, node, Where) is not { } where)
        {
            return null;
        }

        var scope = Open(where, "scope", Scope);
        var subject = Open(Open(where, "when", When), "subject", Subject);
        var effect = Given(where.Optional("effect"));
        var domain = Given(subject?.Optional("domain"));
        var filter = new FilterSyntax
        {
            Id = document.SourceText(Given(where.Optional("id")), "an id"),
            Effect = document.SourceText(effect, "an effect"),
            Global = document.Truth(Given(scope?.Optional("global")), "`global`"),
            Action = document.SourceText(Given(scope?.Optional("action")), "an action"),
            SubjectDomain = document.SourceText(domain, "a domain"),
            SubjectField = document.SourceText(Given(subject?.Optional("field")), "a field"),
        };
        CheckWord(filter.Effect, effect, "effect", EffectNames.TryParse(filter.Effect, out _));
        CheckWord(filter.SubjectDomain, domain, "domain", DomainNames.TryParse(filter.SubjectDomain, out _));
        return filter;
    }

    private ConstraintSyntax? ReadConstraint(YamlNode node)
    {
        if (document.Compatible)
        {
            if (_compatible.ReadConstraint(node) is { } constraint)
            {
                return constraint;
            }

            document.Error(
                Codes.NoVariant,
                node.At,
                "`must` is none of `exists`, `min_count`, `max_count`, `forbid`, `allowed_fields`"
            );
            return null;
        }

        if (StructReader.Open(document, node, Must) is not { } must)
        {
            return null;
        }

        if (must.Present.Count > 1)
        {
            document.Error(
                Codes.ExclusiveKeys,
                node.At,
                $"`must` has {ConditionReader.Join(must.Present)}, of which one only can be given",
                "write a governance rule for each"
            );
            return null;
        }

        if (must.SaysNothing)
        {
            document.Error(
                Codes.NoVariant,
                node.At,
                "`must` says nothing",
                "write one of `exists`, `min_count`, `max_count`, `forbid`, `allowed_fields`"
            );
        }

        var fields = document.Texts(must.Optional("allowed_fields"), "`allowed_fields`");
        foreach (var field in fields ?? [])
        {
            var domain = field.Split('.', 2)[0];
            CheckWord(
                field,
                must.Optional("allowed_fields"),
                "field",
                DomainNames.TryParse(domain, out _) && field.Contains('.')
            );
        }

        if (must.Optional("forbid") is { } forbid && document.Truth(forbid, "`forbid`") is false)
        {
            document.Warning(Codes.NoConstraint, forbid.At, "`forbid: false` asks for nothing");
        }

        var read = new ConstraintSyntax
        {
            Exists = document.Truth(must.Optional("exists"), "`exists`"),
            MinCount = document.Count(must.Optional("min_count"), "`min_count`"),
            MaxCount = document.Count(must.Optional("max_count"), "`max_count`"),
            Forbid = must.Optional("forbid") is YamlScalar scalar ? Content.Truth(scalar) : null,
            AllowedFields = fields,
        };
        return read == new ConstraintSyntax() ? null : read;
    }

    private void CheckWord(string? word, YamlNode? node, string what, bool known)
    {
        if (word is not null && !known)
        {
            document.Divergence(
                Codes.GovernanceWord,
                node!.At,
                $"`{word}` is no {what}, so nothing can match it",
                what switch
                {
                    "effect" => document.Suggest(word, ["allow", "block", "require_approval"]),
                    "domain" => document.Suggest(word, ["action", "actor", "snapshot"]),
                    _ => "write fields as `action.amount`",
                }
            );
        }
    }

    private StructReader? Open(StructReader? parent, string key, Shape shape) =>
        Given(parent?.Optional(key)) is { } node ? StructReader.Open(document, node, shape) : null;

    /// <summary>A node that says something: an optional part may be written as null.</summary>
    private static YamlNode? Given(YamlNode? node) =>
        node is YamlScalar scalar && CoreScalar.Resolve(scalar).Kind == ScalarKind.Null ? null : node;
}
