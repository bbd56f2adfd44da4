using Actra.Language;
using Actra.Model;

namespace Actra.Compilation;

/// <summary>Holds a policy against governance, and reports all violations together.</summary>
internal static class GovernanceChecker
{
    public static void Check(
        GovernanceSyntax governance,
        PolicySyntax policy,
        PolicySchema schema,
        DocumentContext document
    )
    {
        var actions = policy
            .Rules.Where(r => r.Scope is { Kind: ScopeKind.Action })
            .Select(r => r.Scope!.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var rule in governance.Rules)
        {
            document.RuleId = rule.Id;
            WarnUnknownActions(rule, schema, document);
            if (rule.AppliesTo is { } names && !names.Any(actions.Contains))
            {
                continue;
            }

            List<RuleSyntax> selected = [.. policy.Rules.Where(r => Matches(rule.Where, r, document.Compatible))];
            if (Violation(rule.Must, selected, document.Compatible) is { } violation)
            {
                document.Error(Codes.GovernanceViolation, rule.At, rule.Error, violation);
            }
        }

        document.RuleId = null;
    }

    private static bool Matches(FilterSyntax where, RuleSyntax rule, bool compatible) =>
        (where.Id is null || where.Id == rule.Id)
        && (where.Effect is null || where.Effect == rule.Effect?.ToName())
        && (where.Global is null || where.Global == (rule.Scope?.Kind == ScopeKind.Global))
        && (where.Action is null || rule.Scope is { Kind: ScopeKind.Action } scope && scope.Name == where.Action)
        && (
            (where.SubjectDomain is null && where.SubjectField is null)
            || Subjects(rule, compatible)
                .Any(s =>
                    (where.SubjectDomain is null || s.Domain == where.SubjectDomain)
                    && (where.SubjectField is null || s.Field == where.SubjectField)
                )
        );

    /// <summary>Why the constraint does not hold; null where it does.</summary>
    private static string? Violation(ConstraintSyntax must, List<RuleSyntax> selected, bool compatible)
    {
        var count = (ulong)selected.Count;
        var selects = count switch
        {
            0 => "it selects no rule",
            <= 5 => $"it selects {ConditionReader.Join(selected.Select(r => r.Id))}",
            _ => $"it selects {count} rules",
        };
        if (must.AllowedFields is { } allowed)
        {
            var known = allowed.ToHashSet(StringComparer.Ordinal);
            var offender = selected
                .SelectMany(r => Subjects(r, compatible).Select(s => (r.Id, Field: $"{s.Domain}.{s.Field}")))
                .FirstOrDefault(s => !known.Contains(s.Field));
            return offender.Field is null ? null : $"rule `{offender.Id}` reads `{offender.Field}`";
        }

        return must switch
        {
            { Exists: true } when count == 0 => selects,
            { Exists: false } or { Forbid: true } when count > 0 => selects,
            { MinCount: { } min } when count < min => $"{selects}, and needs at least {min}",
            { MaxCount: { } max } when count > max => $"{selects}, and allows at most {max}",
            _ => null,
        };
    }

    /// <summary>The fields that a rule compares. The original sees the left-hand sides only.</summary>
    private static IEnumerable<SubjectSyntax> Subjects(RuleSyntax rule, bool compatible) =>
        (rule.When?.Atoms ?? []).SelectMany(a =>
            a.Right is FieldOperandSyntax other && !compatible ? [a.Left, other.Subject] : new[] { a.Left }
        );

    private static void WarnUnknownActions(GovernanceRuleSyntax rule, PolicySchema schema, DocumentContext document)
    {
        foreach (var name in (rule.AppliesTo ?? []).Append(rule.Where.Action))
        {
            if (name is not null && !document.Compatible && !schema.Actions.ContainsKey(name))
            {
                document.Warning(
                    Codes.GovernanceUnknownAction,
                    rule.At,
                    $"the schema declares no action `{name}`",
                    document.Diagnostics.Nearest.Hint(name, schema.Actions.Keys)
                );
            }
        }
    }
}
