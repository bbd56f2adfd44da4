using Actra.Model;

namespace Actra.Engine.Tests.Evaluation;

/// <summary>A comparison as a test writes it: names and values, nothing resolved.</summary>
internal sealed record SpecAtom(FieldRef Left, string Operator, FieldRef? Right, FieldValue Literal)
{
    public IEnumerable<FieldRef> Fields => Right is { } right ? [Left, right] : [Left];

    public override string ToString()
    {
        static string Subject(FieldRef f) => $"{{domain: {f.Domain.ToName()}, field: {f.Name}}}";
        var right =
            Right is { } field ? $"subject: {Subject(field)}"
            : Literal.Type == FieldType.String ? $"literal: \"{Literal}\""
            : $"literal: {Literal}";
        return $"{{subject: {Subject(Left)}, operator: {Operator}, value: {{{right}}}}}";
    }
}

/// <summary>A rule as a test writes it. No atoms: it always matches. One atom stands alone.</summary>
internal sealed record SpecRule(
    string Id,
    string Scope,
    string Of,
    bool All,
    IReadOnlyList<SpecAtom> Atoms,
    Effect Effect
)
{
    public override string ToString()
    {
        var scope = Scope == "global" ? "global: true" : $"{Scope}: {Of}";
        var when = Atoms.Count switch
        {
            0 => "",
            1 => $", when: {Atoms[0]}",
            _ => $", when: {{{(All ? "all" : "any")}: [{string.Join(", ", Atoms)}]}}",
        };
        return $"{{id: {Id}, scope: {{{scope}}}{when}, effect: {Effect.ToName()}}}";
    }
}

/// <summary>
/// The meaning of a policy, written down once more and as plainly as possible: no slots, no index, no caches. Answers a rule's id, <c>default</c>, or the
/// fields that are wrong.
/// </summary>
internal static class ReferenceInterpreter
{
    public static string Judge(IReadOnlyList<SpecRule> rules, PolicySchema schema, PolicyInput input)
    {
        if (!schema.Actions.ContainsKey(input.ActionType))
        {
            return "undeclared";
        }

        var own = rules.Where(r => r.Scope == "action" && r.Of == input.ActionType).ToList();
        var actors = rules.Where(r => r.Scope == "actor").ToList();
        var global = rules.Where(r => r.Scope == "global").ToList();
        var wrong = Read(own, actors, global)
            .Distinct()
            .Where(f => input[f].Type != schema.Find(input.ActionType, f)!.Type)
            .OrderBy(f => f.ToString(), StringComparer.Ordinal)
            .ToList();
        if (wrong.Count > 0)
        {
            return "wrong " + string.Join(' ', wrong);
        }

        var actorType = input.Actor["type"];
        var mine = actors.Where(r => actorType.HasValue && r.Of == actorType.AsString);
        return own.Concat(mine).Concat(global).FirstOrDefault(r => Matches(r, input))?.Id ?? "default";
    }

    /// <summary>The fields that are read before some rule is sure to decide.</summary>
    private static IEnumerable<FieldRef> Read(List<SpecRule> own, List<SpecRule> actors, List<SpecRule> global)
    {
        var read = new List<FieldRef>();
        foreach (var rule in own)
        {
            if (rule.Atoms.Count == 0)
            {
                return read;
            }

            read.AddRange(rule.Atoms.SelectMany(a => a.Fields));
        }

        read.AddRange(actors.SelectMany(r => r.Atoms).SelectMany(a => a.Fields));
        read.AddRange(actors.Take(1).Select(_ => new FieldRef(Domain.Actor, "type")));
        foreach (var rule in global)
        {
            if (rule.Atoms.Count == 0)
            {
                return read;
            }

            read.AddRange(rule.Atoms.SelectMany(a => a.Fields));
        }

        return read;
    }

    private static bool Matches(SpecRule rule, PolicyInput input) =>
        rule.Atoms.Count == 0
        || (rule.All ? rule.Atoms.All(a => Holds(a, input)) : rule.Atoms.Any(a => Holds(a, input)));

    private static bool Holds(SpecAtom atom, PolicyInput input)
    {
        var left = input[atom.Left];
        var right = atom.Right is { } field ? input[field] : atom.Literal;
        return atom.Operator switch
        {
            "equals" => left == right,
            "not_equals" => left != right,
            "greater_than" => left.AsNumber > right.AsNumber,
            _ => left.AsNumber < right.AsNumber,
        };
    }
}
