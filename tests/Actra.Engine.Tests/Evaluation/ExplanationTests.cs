using Actra.Compilation;
using Actra.Evaluation;
using Actra.Model;
using static Actra.Engine.Tests.Compilation.Samples;

namespace Actra.Engine.Tests.Evaluation;

public class ExplanationTests
{
    [Fact]
    public void Each_rule_and_each_comparison_is_told_with_its_values()
    {
        var policy = ActraPolicy.FromStrings(
            Schema,
            Policy(
                Rule(
                    "both",
                    "action: refund",
                    $"{{all: [{Atom("action", "amount", "greater_than", "1000")}, {Atom("actor", "role", "equals", "cfo")}]}}"
                ),
                Rule(
                    "over",
                    "action: refund",
                    "{subject: {domain: action, field: amount}, operator: greater_than, value: {subject: {domain: snapshot, field: limit}}}",
                    "require_approval"
                ),
                Rule("global", "global: true", Atom("actor", "role", "not_equals", "x"))
            )
        );

        var explanation = policy.Explain(Refund(500));

        Assert.Equal("over", explanation.Decision.RuleId);
        Assert.Equal(
            """
            require_approval refund by rule `over`
              rule `both` (action: refund), block: did not match
                action.amount (500) greater_than 1000: false
                actor.role equals "cfo": not reached
              rule `over` (action: refund), require_approval: matched
                action.amount (500) greater_than snapshot.limit (100): true
              rule `global` (global: true), block: not reached

            """,
            explanation.ToString(),
            ignoreLineEndingDifferences: true
        );
        Assert.Equal(TraceOutcome.NotReached, explanation.Rules[2].Atoms.Single().Outcome);
    }

    [Fact]
    public void Sensitive_values_are_masked_on_both_sides()
    {
        var policy = ActraPolicy.FromStrings(
            Schema2,
            Policy2(Rule("r", "action: refund", Atom("action", "iban", "equals", "DE02")))
        );

        var text = policy.Explain(new PolicyInput("refund", new FieldMap { { "iban", "DE02" } })).ToString();

        Assert.DoesNotContain("DE02", text, StringComparison.Ordinal);
        Assert.Contains("action.iban (***) equals ***: true", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_cannot_be_judged_reaches_no_rule()
    {
        var policy = ActraPolicy.FromStrings(
            Schema,
            Policy(Rule("r", "action: refund", Atom("action", "amount", "greater_than", "1000")))
        );

        var explanation = policy.Explain(new PolicyInput("refund"));

        Assert.Equal(DecisionKind.InputError, explanation.Decision.Kind);
        Assert.Equal(RuleOutcome.NotReached, explanation.Rules.Single().Outcome);
        Assert.Contains(
            "ACT2002: the field `action.amount` is missing",
            explanation.ToString(),
            StringComparison.Ordinal
        );
    }
}
