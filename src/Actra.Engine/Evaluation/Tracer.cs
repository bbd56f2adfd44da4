using Actra.Model;

namespace Actra.Evaluation;

/// <summary>Runs a program and writes down what it looks at.</summary>
internal static class Tracer
{
    /// <summary>Traces a decision. Where the input could not be judged, no rule is reached.</summary>
    public static Explanation Trace(
        ActionProgram program,
        SharedRules shared,
        ReadOnlySpan<FieldValue> slots,
        Decision? inputError
    )
    {
        var rules = new List<RuleTrace>();
        CompiledRule? matched = null;
        foreach (var rule in (CompiledRule[])[.. program.Rules, .. shared.OfActor(slots), .. shared.Global])
        {
            if (matched is not null || inputError is not null)
            {
                IReadOnlyList<AtomTrace> untraced = [.. (rule.Condition?.Atoms ?? []).Select(a => a.Untraced())];
                rules.Add(new RuleTrace(rule.Id, rule.Scope, rule.Effect, RuleOutcome.NotReached, untraced));
                continue;
            }

            var atoms = new List<AtomTrace>();
            var matches = rule.Condition is null || rule.Condition.Trace(slots, atoms);
            matched = matches ? rule : null;
            var outcome = matches ? RuleOutcome.Matched : RuleOutcome.DidNotMatch;
            rules.Add(new RuleTrace(rule.Id, rule.Scope, rule.Effect, outcome, atoms));
        }

        return new Explanation(inputError ?? program.Decide(matched, slots), rules);
    }
}
