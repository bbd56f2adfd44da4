using Actra.Compilation;
using Actra.Language;
using Actra.Model;
using static Actra.Engine.Tests.Compilation.Samples;

namespace Actra.Engine.Tests.Evaluation;

public class EvaluationTests
{
    [Fact]
    public void The_first_rule_that_matches_decides_and_an_actions_rules_come_first()
    {
        var policy = ActraPolicy.FromStrings(
            Schema,
            Policy(
                Rule("global", "global: true", Atom("snapshot", "fraud", "equals", "false")),
                Rule("large", "action: refund", Atom("action", "amount", "greater_than", "1000")),
                Rule("middle", "action: refund", Atom("action", "amount", "greater_than", "100"), "require_approval")
            )
        );

        Assert.Equal(("large", Effect.Block), Judge(policy, Refund(1_001)));
        Assert.Equal(("middle", Effect.RequireApproval), Judge(policy, Refund(1_000)));
        Assert.Equal(("global", Effect.Block), Judge(policy, Refund(100)));
    }

    [Fact]
    public void Version_1_allows_where_nothing_matches()
    {
        var policy = ActraPolicy.FromStrings(Schema, "version: 1\nrules: []\n");

        var decision = policy.Evaluate(Refund());

        Assert.Equal((Effect.Allow, DecisionKind.Default), (decision.Effect, decision.Kind));
        Assert.Equal((policy.Hash, "refund"), (decision.PolicyHash, decision.ActionType));
    }

    [Theory]
    [InlineData("all", true, true, true)]
    [InlineData("all", true, false, false)]
    [InlineData("any", false, true, true)]
    [InlineData("any", false, false, false)]
    public void Groups(string group, bool urgent, bool fraud, bool matches)
    {
        var when =
            $"{{{group}: [{Atom("action", "urgent", "equals", "true")}, {Atom("snapshot", "fraud", "equals", "true")}]}}";
        var policy = ActraPolicy.FromStrings(Schema, Policy(Rule("r", "action: refund", when)));
        var input = Refund();
        input.Action["urgent"] = FieldValue.Of(urgent);
        input.Snapshot["fraud"] = FieldValue.Of(fraud);

        Assert.Equal(matches ? "r" : null, policy.Evaluate(input).RuleId);
    }

    [Fact]
    public void Fields_are_compared_with_fields()
    {
        const string when =
            "{subject: {domain: action, field: amount}, operator: greater_than, value: {subject: {domain: snapshot, field: limit}}}";
        var policy = ActraPolicy.FromStrings(Schema, Policy(Rule("r", "action: refund", when)));

        Assert.Null(policy.Evaluate(Refund(100)).RuleId);
        Assert.Equal("r", policy.Evaluate(Refund(100.5)).RuleId);
    }

    [Fact]
    public void A_decision_that_says_the_same_to_all_inputs_is_one_object()
    {
        var policy = ActraPolicy.FromStrings(
            Schema,
            Policy(Rule("r", "action: refund", Atom("action", "amount", "greater_than", "100")))
        );

        Assert.Same(policy.Evaluate(Refund(200)), policy.Evaluate(Refund(300)));
        Assert.Same(policy.Evaluate(Refund(1)), policy.Evaluate(Refund(2)));
    }

    [Fact]
    public void An_evaluation_allocates_nothing()
    {
        var policy = ActraPolicy.FromStrings(
            Schema,
            Policy(Rule("r", "action: refund", Atom("action", "amount", "greater_than", "100")))
        );
        var input = Refund(200);
        policy.Evaluate(input);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
        {
            policy.Evaluate(input);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_is_needed_is_what_reachable_rules_read()
    {
        var policy = ActraPolicy.FromStrings(
            Schema,
            Policy(
                Rule("r", "action: refund", Atom("action", "amount", "greater_than", "100")),
                Rule("a", "actor: agent", Atom("actor", "role", "equals", "x"), "require_approval"),
                Rule("p", "action: payout", Atom("action", "amount", "greater_than", "100"))
            )
        );

        Assert.Equal(
            ["action.amount", "actor.role", "actor.type"],
            policy.NeededFields("refund").Select(f => f.ToString()).Order(StringComparer.Ordinal)
        );
        Assert.Empty(policy.NeededFields("unknown"));
        Assert.True(policy.MayRequireApproval("refund"));
        Assert.False(policy.MayRequireApproval("unknown"));
    }

    [Fact]
    public void Rules_are_listed_with_their_places()
    {
        var policy = ActraPolicy.FromStrings(
            Schema,
            Policy(Rule("a", "global: true", Always), Rule("b", "action: refund", Always, "require_approval"))
        );

        Assert.Equal(
            [("a", "global: true", Effect.Block, 3, 5), ("b", "action: refund", Effect.RequireApproval, 4, 5)],
            policy.Rules.Select(r => (r.Id, r.Scope, r.Effect, r.Line, r.Column))
        );
        Assert.Matches(@"^Actra policy \(version 1, 2 rules, 2 actions, [0-9a-f]{12}\)$", policy.ToString());
    }

    [Fact]
    public void One_policy_serves_many_threads()
    {
        var policy = ActraPolicy.FromStrings(
            Schema2,
            Policy2(
                Rule("r", "action: refund", Atom("action", "amount", "greater_than", "500"))
                    .Replace("effect: block", "effect: block, reason: \"{action.amount}\"", StringComparison.Ordinal)
            )
        );

        Parallel.For(
            0,
            10_000,
            i =>
            {
                var decision = policy.Evaluate(new PolicyInput("refund", new FieldMap { { "amount", i } }));
                Assert.Equal(
                    i > 500 ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
                    decision.Reason
                );
            }
        );
    }

    [Fact]
    public void Problems_do_not_repeat_values()
    {
        var policy = ActraPolicy.FromStrings(
            Schema,
            Policy(Rule("r", "action: refund", Atom("action", "amount", "greater_than", "100")))
        );

        var decision = policy.Evaluate(Refund("secret-4711"));

        Assert.DoesNotContain(
            "4711",
            decision.ToString() + policy.Explain(Refund("secret-4711")),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "the input cannot be judged: the field `action.amount` must be a number, and is a string",
            decision.Reason
        );
    }

    private static (string?, Effect) Judge(ActraPolicy policy, PolicyInput input)
    {
        var decision = policy.Evaluate(input);
        return (decision.RuleId, decision.Effect);
    }
}
