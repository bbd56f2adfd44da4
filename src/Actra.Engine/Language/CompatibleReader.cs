using Actra.Model;

namespace Actra.Language;

/// <summary>
/// Reads scopes, conditions and constraints as the original does: each has variants, the first that fits is taken, and what else is written is
/// dropped. What is dropped is reported as a warning.
/// </summary>
internal sealed class CompatibleReader(DocumentContext document)
{
    // document, rules, rule, part; a governance file has one level more
    private const int DepthOfRulePart = 4;
    private const int DepthOfConstraint = 5;

    public ScopeSyntax? ReadScope(YamlNode node)
    {
        if (Content.IsReadable(node, DepthOfRulePart))
        {
            if (Content.Struct(node, "action") is [{ } action] && Content.Text(action) is { } actionName)
            {
                return Keep(node, new ScopeSyntax(ScopeKind.Action, actionName, action.At), "action");
            }

            if (Content.Struct(node, "actor") is [{ } actor] && Content.Text(actor) is { } actorName)
            {
                return Keep(node, new ScopeSyntax(ScopeKind.Actor, actorName, actor.At), "actor");
            }

            if (Content.Struct(node, "global") is [{ } global] && Content.Truth(global) is { } truth)
            {
                var kind = truth ? ScopeKind.Global : ScopeKind.NotGlobal;
                return Keep(node, new ScopeSyntax(kind, "", global.At), "global");
            }
        }

        document.Error(
            Codes.NoVariant,
            node.At,
            "the scope is none of `action: name`, `actor: type` and `global: true`"
        );
        return null;
    }

    public ConditionSyntax? ReadCondition(YamlNode node)
    {
        if (Content.IsReadable(node, DepthOfRulePart))
        {
            if (Atom(node) is { } atom)
            {
                return Keep(node, atom, "subject", "operator", "value");
            }

            foreach (var key in (string[])["all", "any"])
            {
                if (Content.Struct(node, key) is [{ } list] && Atoms(list) is { } atoms)
                {
                    return Keep(node, new GroupSyntax(key == "all", atoms, list.At), key);
                }
            }
        }

        document.Error(
            Codes.NoVariant,
            node.At,
            "the condition is none of `subject`, `operator` and `value`; `all`; `any`"
        );
        return null;
    }

    public ConstraintSyntax? ReadConstraint(YamlNode node)
    {
        if (!Content.IsReadable(node, DepthOfConstraint))
        {
            return null;
        }

        if (Content.Struct(node, "exists") is [{ } exists] && Content.Truth(exists) is { } exist)
        {
            return Keep(node, new ConstraintSyntax { Exists = exist }, "exists");
        }

        if (Content.Struct(node, "min_count") is [{ } minimum] && Content.Count(minimum) is { } min)
        {
            return Keep(node, new ConstraintSyntax { MinCount = min }, "min_count");
        }

        if (Content.Struct(node, "max_count") is [{ } maximum] && Content.Count(maximum) is { } max)
        {
            return Keep(node, new ConstraintSyntax { MaxCount = max }, "max_count");
        }

        if (Content.Struct(node, "forbid") is [{ } forbid] && Content.Truth(forbid) is { } forbidden)
        {
            return Keep(node, new ConstraintSyntax { Forbid = forbidden }, "forbid");
        }

        return Content.Struct(node, "allowed_fields") is [{ } allowed] && Content.Texts(allowed) is { } fields
            ? Keep(node, new ConstraintSyntax { AllowedFields = fields }, "allowed_fields")
            : null;
    }

    private List<AtomSyntax>? Atoms(YamlNode node)
    {
        if (node is not YamlSequence list)
        {
            return null;
        }

        var atoms = new List<AtomSyntax>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (Atom(item) is not { } atom)
            {
                return null;
            }

            atoms.Add(atom);
        }

        return atoms;
    }

    private AtomSyntax? Atom(YamlNode node) =>
        Content.StructOrList(node, "subject", "operator", "value") is [{ } subject, { } word, { } value]
        && Subject(subject) is { } left
        && Content.Text(word) is { } name
        && Operand(value) is { } right
            ? new AtomSyntax(left, name, word.At, right, node.At)
            : null;

    private static SubjectSyntax? Subject(YamlNode node) =>
        Content.StructOrList(node, "domain", "field") is [{ } domain, { } field]
        && Content.Text(domain) is { } domainName
        && Content.Text(field) is { } fieldName
            ? new SubjectSyntax(domainName, fieldName, domain.At, field.At)
            : null;

    private OperandSyntax? Operand(YamlNode node)
    {
        if (
            Content.Struct(node, "literal") is [YamlScalar literal]
            && CoreScalar.Resolve(literal).Kind != ScalarKind.Null
        )
        {
            return document.Literal(literal, "a literal") is { } value
                ? Keep(node, new LiteralSyntax(value, literal.At, !literal.Plain), "literal")
                : null;
        }

        return Content.Struct(node, "subject") is [{ } subject] && Subject(subject) is { } other
            ? Keep(node, new FieldOperandSyntax(other, subject.At), "subject")
            : null;
    }

    private T Keep<T>(YamlNode node, T read, params string[] used)
    {
        foreach (var (key, _) in (node as YamlMapping)?.Entries ?? [])
        {
            if (key is YamlScalar { Text: var name } && !used.Contains(name))
            {
                document.Warning(Codes.UnknownKey, key.At, $"`{name}` is ignored beside {ConditionReader.Join(used)}");
            }
        }

        return read;
    }
}
