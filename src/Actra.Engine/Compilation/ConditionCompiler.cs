using Actra.Evaluation;
using Actra.Language;
using Actra.Model;

namespace Actra.Compilation;

/// <summary>Conditions as read to conditions that run: fields, operators and types are looked up and checked.</summary>
internal sealed class ConditionCompiler(DocumentContext document, FieldResolver fields)
{
    private static readonly string[] Lists = ["in", "not_in"];

    private static readonly string[] Later =
    [
        "in",
        "not_in",
        "contains",
        "starts_with",
        "ends_with",
        "matches",
        "between",
        "greater_or_equal",
        "less_or_equal",
    ];

    /// <summary>Compiles a condition; null where something is wrong with it, which has been reported.</summary>
    public Condition? Compile(ScopeSyntax? scope, ConditionSyntax syntax) =>
        syntax switch
        {
            GroupSyntax group => CompileGroup(scope, group),
            AtomSyntax atom => CompileAtom(scope, atom),
            _ => null,
        };

    private Group? CompileGroup(ScopeSyntax? scope, GroupSyntax group)
    {
        if (group.Items.Count < 2)
        {
            var name = group.All ? "all" : "any";
            document.Error(
                Codes.TooFewConditions,
                group.At,
                $"`{name}` has {(group.Items.Count == 0 ? "no condition" : "one condition")}, and needs at least two",
                group.Items.Count == 1 ? $"write the condition without `{name}`" : null
            );
        }

        List<Condition> items = [.. group.Items.Select(i => Compile(scope, i)).OfType<Condition>()];
        return items.Count == group.Items.Count ? new Group(group.All, items) : null;
    }

    private Atom? CompileAtom(ScopeSyntax? scope, AtomSyntax atom)
    {
        var left = fields.Find(scope, atom.Left);
        var @operator = FindOperator(atom);
        var other = atom.Right as FieldOperandSyntax;
        var right = other is null ? null : fields.Find(scope, other.Subject);
        var leftType = left?.Type ?? FieldType.None;
        var literal = atom.Right is LiteralSyntax value ? ReadLiteral(value, leftType) : FieldValue.None;
        var rightType = right?.Type ?? literal.Type;
        if (leftType == FieldType.None || rightType == FieldType.None)
        {
            return null;
        }

        if (leftType != rightType)
        {
            document.Error(
                Codes.TypeMismatch,
                atom.Right.At,
                $"the field `{left!.Field}` is a {leftType.ToName()}, and is compared with a {rightType.ToName()}",
                Advise(leftType, atom.Right)
            );
            return null;
        }

        if (Lists.Contains(atom.Operator, StringComparer.Ordinal) && document.Language == 1)
        {
            ReportType(atom, leftType);
            return null;
        }

        if (@operator is { } known && !known.AppliesTo(leftType))
        {
            ReportType(atom, leftType);
            return null;
        }

        return @operator is { } compared ? new Atom(left!, compared, right, literal) : null;
    }

    private Operator? FindOperator(AtomSyntax atom)
    {
        if (Operators.TryParse(atom.Operator, out var @operator))
        {
            return @operator;
        }

        if (document.Language == 2 && Later.Contains(atom.Operator, StringComparer.Ordinal))
        {
            document.Error(
                Codes.NotYetSupported,
                atom.OperatorAt,
                $"the operator `{atom.Operator}` is not supported yet"
            );
        }
        else if (document.Language == 2 || !Lists.Contains(atom.Operator, StringComparer.Ordinal))
        {
            document.Error(
                Codes.UnknownOperator,
                atom.OperatorAt,
                $"unknown operator `{atom.Operator}`",
                document.Suggest(atom.Operator, Operators.Names as IReadOnlyCollection<string>)
            );
        }

        return null;
    }

    private FieldValue ReadLiteral(LiteralSyntax literal, FieldType wanted)
    {
        var value = TimeLiterals.Convert(literal.Value, wanted);
        if (!value.HasValue && literal.Value.HasValue)
        {
            document.Error(
                Codes.BadTime,
                literal.At,
                $"`{literal.Value}` is no {wanted.ToName()}",
                TimeLiterals.Example(wanted)
            );
        }

        return value;
    }

    private void ReportType(AtomSyntax atom, FieldType type) =>
        document.Error(
            Codes.OperatorForType,
            atom.OperatorAt,
            $"the operator `{atom.Operator}` does not compare a {type.ToName()}",
            "a " + type.ToName() + " has " + string.Join(" and ", OperatorsOf(type))
        );

    private static IEnumerable<string> OperatorsOf(FieldType type) =>
        Enum.GetValues<Operator>().Where(o => o.AppliesTo(type)).Select(o => $"`{o.ToName()}`");

    private static string? Advise(FieldType wanted, OperandSyntax right)
    {
        if (right is not LiteralSyntax literal)
        {
            return null;
        }

        var text = literal.Value.ToString();
        return wanted switch
        {
            FieldType.String => $"write it in quotes: \"{text}\"",
            FieldType.Boolean when text is "yes" or "on" or "y" or "Y" => "write `true`",
            FieldType.Boolean when text is "no" or "off" or "n" or "N" => "write `false`",
            FieldType.Number
            or FieldType.Boolean when literal.Quoted && CoreScalar.Resolve(text).Kind != ScalarKind.String =>
                $"write it without quotes: {text}",
            _ => TimeLiterals.Example(wanted),
        };
    }
}
