using System.Diagnostics;
using System.Text;
using Actra.Model;

namespace Actra.Evaluation;

/// <summary>A decision with all that led to it: each rule in the order in which it was looked at, each comparison with its values.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Rules">The rules, in order; those after the deciding one were not reached.</param>
[DebuggerDisplay("{Decision}")]
public sealed record Explanation(Decision Decision, IReadOnlyList<RuleTrace> Rules)
{
    /// <summary>The explanation as text, for people. Sensitive values are masked.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Decision).Append('\n');
        foreach (var problem in Decision.Problems)
        {
            text.Append($"  {problem.Code}: {problem.Message}\n");
        }

        foreach (var rule in Rules)
        {
            var outcome = rule.Outcome switch
            {
                RuleOutcome.Matched => "matched",
                RuleOutcome.DidNotMatch => "did not match",
                _ => "not reached",
            };
            text.Append($"  rule `{rule.RuleId}` ({rule.Scope}), {rule.Effect.ToName()}: {outcome}\n");
            foreach (var atom in rule.Outcome == RuleOutcome.NotReached ? [] : rule.Atoms)
            {
                text.Append($"    {atom}\n");
            }
        }

        return text.ToString();
    }
}

/// <summary>What became of one rule.</summary>
/// <param name="RuleId">The rule's id.</param>
/// <param name="Scope">Its scope, as the policy writes it.</param>
/// <param name="Effect">Its effect.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Atoms">Its comparisons, left to right. Empty where it has no condition.</param>
public sealed record RuleTrace(
    string RuleId,
    string Scope,
    Effect Effect,
    RuleOutcome Outcome,
    IReadOnlyList<AtomTrace> Atoms
);

/// <summary>What became of a rule.</summary>
public enum RuleOutcome
{
    /// <summary>An earlier rule decided, or the input could not be judged.</summary>
    NotReached = 0,

    /// <summary>It did not match.</summary>
    DidNotMatch = 1,

    /// <summary>It matched, and decided.</summary>
    Matched = 2,
}

/// <summary>What became of one comparison.</summary>
/// <param name="Left">The field on the left.</param>
/// <param name="LeftValue">Its value as text; masked where a side is sensitive; null where the comparison was not reached.</param>
/// <param name="Operator">The operator, as the policy writes it.</param>
/// <param name="Right">The field on the right; null where there is a literal.</param>
/// <param name="RightValue">The value on the right as text; masked where a side is sensitive; null where it was not looked at.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record AtomTrace(
    FieldRef Left,
    string? LeftValue,
    string Operator,
    FieldRef? Right,
    string? RightValue,
    TraceOutcome Outcome
)
{
    /// <summary>One line, for example <c>action.amount (1500) greater_than 1000: true</c>.</summary>
    public override string ToString()
    {
        var left = LeftValue is null ? Left.ToString() : $"{Left} ({LeftValue})";
        var right =
            Right is null ? RightValue
            : RightValue is null ? Right.ToString()
            : $"{Right} ({RightValue})";
        var outcome = Outcome switch
        {
            TraceOutcome.True => "true",
            TraceOutcome.False => "false",
            _ => "not reached",
        };
        return $"{left} {Operator} {right}: {outcome}";
    }
}

/// <summary>What became of a comparison.</summary>
public enum TraceOutcome
{
    /// <summary>The rule was decided before it.</summary>
    NotReached = 0,

    /// <summary>It does not hold.</summary>
    False = 1,

    /// <summary>It holds.</summary>
    True = 2,
}
