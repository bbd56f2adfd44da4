using Actra.Model;

namespace Actra.Language;

/// <summary>Reads scopes and conditions; strictly here, as the original does in <see cref="CompatibleReader"/>.</summary>
internal sealed class ConditionReader(DocumentContext document)
{
    private static readonly Shape Scope = new("a scope", "action", "actor", "global") { Later = ["actions"] };

    private static readonly Shape Condition = new("a condition", "subject", "operator", "value", "all", "any")
    {
        Later = ["not"],
    };

    private static readonly Shape Subject = new("a subject", "domain", "field");

    private static readonly Shape Value = new("a value", "literal", "subject");

    private readonly CompatibleReader _compatible = new(document);

    /// <summary>Reads a scope; null where it could not be read, which has been reported.</summary>
    public ScopeSyntax? ReadScope(YamlNode node)
    {
        if (document.Compatible)
        {
            return _compatible.ReadScope(node);
        }

        if (StructReader.Open(document, node, Scope) is not { } scope)
        {
            return null;
        }

        switch (scope.Present.Count)
        {
            case 1:
                break;
            case 0:
                SaysNothing(scope, "the scope", "write `{ action: name }`, `{ actor: type }` or `{ global: true }`");
                return null;
            default:
                document.Error(
                    Codes.ExclusiveKeys,
                    node.At,
                    $"the scope has {Join(scope.Present)}, which exclude each other",
                    "keep one of them"
                );
                return null;
        }

        var key = scope.Present.Single();
        var value = scope.Optional(key)!;
        if (key == "global")
        {
            return document.Truth(value, "`global`") is { } global
                ? new ScopeSyntax(global ? ScopeKind.Global : ScopeKind.NotGlobal, "", value.At)
                : null;
        }

        return document.Text(value, $"the {key} of a scope") is { } name
            ? new ScopeSyntax(key == "action" ? ScopeKind.Action : ScopeKind.Actor, name, value.At)
            : null;
    }

    /// <summary>Reads a condition; null where it could not be read, which has been reported.</summary>
    public ConditionSyntax? ReadCondition(YamlNode node) =>
        document.Compatible ? _compatible.ReadCondition(node) : ReadStrict(node, nested: false);

    private ConditionSyntax? ReadStrict(YamlNode node, bool nested)
    {
        if (document.Language == 2 && node is YamlScalar { Text.Length: > 0 } text)
        {
            document.Error(
                Codes.NotYetSupported,
                text.At,
                "conditions written as expressions are not supported yet",
                "write `subject`, `operator` and `value`"
            );
            return null;
        }

        if (StructReader.Open(document, node, Condition) is not { } reader)
        {
            return null;
        }

        string[] groups = [.. reader.Present.Where(k => k is "all" or "any")];
        if (groups.Length == 0)
        {
            if (reader.Present.Count > 0)
            {
                return ReadAtom(reader);
            }

            SaysNothing(
                reader,
                "the condition",
                document.Language == 1
                    ? "write `subject`, `operator` and `value`, or `all`, or `any`"
                    : "a rule without `when` always matches: remove `when`"
            );
            return null;
        }

        if (reader.Present.Count > 1)
        {
            document.Error(
                Codes.ExclusiveKeys,
                node.At,
                $"the condition has {Join(reader.Present)}, which exclude each other",
                "keep one of them"
            );
            return null;
        }

        return nested ? Nested(node) : ReadGroup(groups[0], reader);
    }

    private void SaysNothing(StructReader reader, string what, string hint)
    {
        if (reader.SaysNothing)
        {
            document.Error(Codes.NoVariant, reader.At, what + " says nothing", hint);
        }
    }

    private ConditionSyntax? Nested(YamlNode node)
    {
        if (document.Language == 1)
        {
            document.Error(Codes.NoVariant, node.At, "conditions cannot be nested in version 1");
        }
        else
        {
            document.Error(Codes.NotYetSupported, node.At, "nested conditions are not supported yet");
        }

        return null;
    }

    private GroupSyntax? ReadGroup(string key, StructReader reader)
    {
        if (document.Items(reader.Optional(key), $"`{key}`") is not { } items)
        {
            return null;
        }

        var conditions = new List<ConditionSyntax>(items.Count);
        var complete = true;
        foreach (var item in items)
        {
            if (ReadStrict(item, nested: true) is { } condition)
            {
                conditions.Add(condition);
            }
            else
            {
                complete = false;
            }
        }

        // A group with unread members is kept where what was read can still be checked.
        return complete || conditions.Count > 1 ? new GroupSyntax(key == "all", conditions, reader.KeyAt(key)) : null;
    }

    private AtomSyntax? ReadAtom(StructReader reader)
    {
        var left = reader.Required("subject") is { } subject ? ReadSubject(subject) : null;
        var operatorNode = reader.Required("operator");
        var word = document.Text(operatorNode, "an operator");
        var right = reader.Required("value") is { } value ? ReadValue(value) : null;
        return left is not null && word is not null && right is not null
            ? new AtomSyntax(left, word, operatorNode!.At, right, reader.At)
            : null;
    }

    private SubjectSyntax? ReadSubject(YamlNode node)
    {
        if (StructReader.Open(document, node, Subject) is not { } reader)
        {
            return null;
        }

        var domain = reader.Required("domain");
        var field = reader.Required("field");
        return document.Text(domain, "a domain") is { } domainName && document.Text(field, "a field") is { } fieldName
            ? new SubjectSyntax(domainName, fieldName, domain!.At, field!.At)
            : null;
    }

    private OperandSyntax? ReadValue(YamlNode node)
    {
        if (StructReader.Open(document, node, Value) is not { } reader)
        {
            return null;
        }

        if (reader.Present.Count == 0)
        {
            SaysNothing(reader, "the value", "write `{ literal: … }`");
            return null;
        }

        if (reader.Present.Count > 1)
        {
            document.Error(
                Codes.ExclusiveKeys,
                node.At,
                $"the value has {Join(reader.Present)}, which exclude each other",
                "keep one of them"
            );
            return null;
        }

        if (reader.Optional("subject") is { } subject)
        {
            return ReadSubject(subject) is { } other ? new FieldOperandSyntax(other, subject.At) : null;
        }

        var literal = reader.Optional("literal")!;
        return document.Literal(literal, "a literal") is { } value
            ? new LiteralSyntax(value, literal.At, literal is YamlScalar { Plain: false })
            : null;
    }

    internal static string Join(IEnumerable<string> keys) => string.Join(" and ", keys.Select(k => $"`{k}`"));
}
