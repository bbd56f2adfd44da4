using Actra.Compilation;
using Actra.Language;
using Actra.Model;
using static Actra.Engine.Tests.Compilation.Samples;

namespace Actra.Engine.Tests.Compilation;

/// <summary>The table "where we are stricter than the original" of the language's description: what strict does, and that compatible still does not.</summary>
public class StrictDifferenceTests
{
    private static readonly string Large = Rule(
        "large",
        "action: refund",
        Atom("action", "amount", "greater_than", "1000")
    );

    [Fact]
    public void Unknown_keys_are_errors_with_the_nearest_known_key()
    {
        var policy = Policy(
            "{id: r, scope: {global: true}, when: " + Always + ", effect: block, enbled: true, wehn: 1}"
        );

        Assert.Equal(
            [("enbled", "known are `id`, `scope`, `when`, `effect`"), ("wehn", "did you mean `when`?")],
            Problems(Schema, policy).Select(d => (d.Message.Split('`')[1], d.Hint!))
        );
        Assert.Equal(2, Compatible(Schema, policy).Warnings.Count);
    }

    [Theory]
    [InlineData("scope: {action: refund, global: true}, when: " + Always)]
    [InlineData(
        "scope: {global: true}, when: {all: [" + Always + ", " + Always + "], any: [" + Always + ", " + Always + "]}"
    )]
    [InlineData(
        "scope: {global: true}, when: {subject: {domain: actor, field: role}, operator: equals, value: {literal: a, subject: {domain: actor, field: id}}}"
    )]
    public void Parts_of_which_the_original_drops_one_are_errors(string rule)
    {
        var policy = Policy("{id: r, " + rule + ", effect: block}");

        Assert.Equal(Codes.ExclusiveKeys, Problem(Schema, policy).Code);
        Assert.Contains(Compatible(Schema, policy).Warnings, w => w.Code == Codes.UnknownKey);
    }

    [Fact]
    public void Two_constraints_in_one_must_are_an_error()
    {
        const string governance =
            "version: 1\ngovernance: {rules: [{id: g, select: {where: {}}, must: {min_count: 0, max_count: 0}, error: e}]}\n";

        Assert.Equal(Codes.ExclusiveKeys, Problem(Schema, Policy(Large), governance).Code);
        Assert.Single(Compatible(Schema, Policy(Large), governance).Rules);
    }

    [Fact]
    public void Duplicate_rule_ids_are_an_error()
    {
        Assert.Equal(Codes.DuplicateRuleId, Problem(Schema, Policy(Large, Large)).Code);
        Assert.Equal(2, Compatible(Schema, Policy(Large, Large)).Rules.Count);
    }

    [Fact]
    public void Duplicate_keys_are_an_error_wherever_they_are()
    {
        const string schema =
            "version: 1\nactions: {a: {fields: {}}, a: {fields: {x: number, x: string}}}\nactor: {fields: {}}\nsnapshot: {fields: {}}\n";

        Assert.Equal(
            [Codes.DuplicateKey, Codes.DuplicateKey],
            Problems(schema, "version: 1\nrules: []\n").Select(d => d.Code)
        );
        Assert.Equal(
            FieldType.String,
            Compatible(schema, "version: 1\nrules: []\n").Schema.Actions["a"].Fields["x"].Type
        );
    }

    [Fact]
    public void Rules_for_actors_run_between_the_actions_rules_and_the_global_ones()
    {
        var policy = Policy(
            Rule("global", "global: true", Atom("actor", "role", "equals", "clerk")),
            Rule("agent", "actor: agent", Atom("actor", "role", "equals", "clerk"), "require_approval"),
            Rule("large", "action: refund", Atom("action", "amount", "greater_than", "1000"), "allow")
        );
        var strict = ActraPolicy.FromStrings(Schema, policy);

        Assert.Equal("agent", strict.Evaluate(Refund(type: "agent")).RuleId);
        Assert.Equal("global", strict.Evaluate(Refund(type: "user")).RuleId);
        Assert.Equal("large", strict.Evaluate(Refund(2_000, type: "agent")).RuleId);
        Assert.Equal("global", Compatible(Schema, policy).Evaluate(Refund(type: "agent")).RuleId);
    }

    [Fact]
    public void A_rule_for_actors_needs_a_declared_actor_type()
    {
        const string schema = "version: 1\nactions: {}\nactor: {fields: {role: string}}\nsnapshot: {fields: {}}\n";

        Assert.Equal(Codes.ActorScope, Problem(schema, Policy(Rule("r", "actor: agent", Always))).Code);
    }

    [Fact]
    public void A_missing_field_that_a_reachable_rule_reads_is_an_input_error()
    {
        var input = new PolicyInput("refund", new FieldMap { { "currency", "EUR" } });

        var decision = ActraPolicy.FromStrings(Schema, Policy(Large)).Evaluate(input);

        Assert.Equal((Effect.Block, DecisionKind.InputError), (decision.Effect, decision.Kind));
        Assert.Equal(
            (Codes.MissingField, new FieldRef(Domain.Action, "amount")),
            (decision.Problems.Single().Code, decision.Problems.Single().Field)
        );
        Assert.Equal(Effect.Allow, Compatible(Schema, Policy(Large)).Evaluate(input).Effect);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_an_input_error()
    {
        var decision = ActraPolicy.FromStrings(Schema, Policy(Large)).Evaluate(Refund("5000"));

        Assert.Equal((Effect.Block, Codes.WrongType), (decision.Effect, decision.Problems.Single().Code));
        Assert.Equal(Effect.Allow, Compatible(Schema, Policy(Large)).Evaluate(Refund("5000")).Effect);
    }

    [Fact]
    public void A_field_that_no_reachable_rule_reads_may_be_missing_or_anything()
    {
        var input = new PolicyInput("refund", new FieldMap { { "amount", 1 }, { "urgent", "yes" } });

        Assert.Equal(DecisionKind.Default, ActraPolicy.FromStrings(Schema, Policy(Large)).Evaluate(input).Kind);
    }

    [Fact]
    public void All_problems_of_an_input_are_reported_at_once()
    {
        var policy = Policy(
            Large,
            Rule("other", "action: refund", Atom("action", "currency", "equals", "EUR")),
            Rule("global", "global: true", Atom("snapshot", "fraud", "equals", "true"))
        );

        var decision = ActraPolicy
            .FromStrings(Schema, policy)
            .Evaluate(new PolicyInput("refund", new FieldMap { { "amount", "x" }, { "currency", 5 } }));

        Assert.Equal(
            ["ACT2003 action.amount", "ACT2003 action.currency", "ACT2002 snapshot.fraud"],
            decision.Problems.Select(p => $"{p.Code} {p.Field}")
        );
    }

    [Fact]
    public void A_field_named_type_is_never_declared_by_an_action()
    {
        const string schema =
            "version: 1\nactions: {a: {fields: {type: string}}}\nactor: {fields: {}}\nsnapshot: {fields: {}}\n";

        Assert.Equal(Codes.FieldNamedType, Problem(schema, "version: 1\nrules: []\n").Code);
    }

    [Fact]
    public void The_actions_type_is_never_taken_from_the_payload()
    {
        var spoofed = Refund(2_000);
        spoofed.Action["type"] = FieldValue.Of("payout");

        Assert.Equal("large", ActraPolicy.FromStrings(Schema, Policy(Large)).Evaluate(spoofed).RuleId);
        Assert.Null(Compatible(Schema, Policy(Large)).Evaluate(spoofed).RuleId);
    }

    [Fact]
    public void An_undeclared_action_is_an_input_error()
    {
        var decision = ActraPolicy.FromStrings(Schema, Policy(Large)).Evaluate(new PolicyInput("refnd"));

        Assert.Equal((Effect.Block, Codes.UndeclaredAction), (decision.Effect, decision.Problems.Single().Code));
        Assert.Equal(Effect.Allow, Compatible(Schema, Policy(Large)).Evaluate(new PolicyInput("refnd")).Effect);
    }

    [Theory]
    [InlineData(".nan")]
    [InlineData(".inf")]
    [InlineData("-.inf")]
    [InlineData("9007199254740993")]
    public void Literals_that_are_no_exact_number_are_errors(string literal)
    {
        var policy = Policy(Rule("r", "action: refund", Atom("action", "amount", "equals", literal)));

        Assert.Equal(Codes.InexactNumber, Problem(Schema, policy).Code);
        Assert.Equal(Codes.InexactNumber, Compatible(Schema, policy).Warnings.Single().Code);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Inputs_that_are_no_finite_number_are_input_errors(double amount)
    {
        var decision = ActraPolicy.FromStrings(Schema, Policy(Large)).Evaluate(Refund(amount));

        Assert.Equal((Effect.Block, Codes.NotFinite), (decision.Effect, decision.Problems.Single().Code));
    }

    [Fact]
    public void Governance_sees_both_sides_of_a_condition()
    {
        const string when =
            "{subject: {domain: action, field: amount}, operator: greater_than, value: {subject: {domain: snapshot, field: limit}}}";
        const string governance =
            "version: 1\ngovernance: {rules: [{id: g, select: {where: {}}, must: {allowed_fields: [action.amount]}, error: no}]}\n";
        var policy = Policy(Rule("r", "action: refund", when));

        var found = Problem(Schema, policy, governance);

        Assert.Equal(
            (Codes.GovernanceViolation, "no", "g", "rule `r` reads `snapshot.limit`"),
            (found.Code, found.Message, found.RuleId, found.Hint)
        );
        Assert.Single(Compatible(Schema, policy, governance).Rules);
    }

    [Fact]
    public void A_version_of_the_language_that_does_not_exist_is_an_error()
    {
        Assert.Equal(Codes.UnsupportedVersion, Problem(Schema, "version: 99\nrules: []\n").Code);
        Assert.Equal(99, Compatible(Schema, "version: 99\nrules: []\n").Version);
    }

    [Fact]
    public void A_list_in_place_of_a_mapping_and_a_tag_are_errors()
    {
        const string policy = """
            version: 1
            rules:
              - id: r
                scope: { global: true }
                when: { subject: [actor, role], operator: equals, value: { literal: a } }
                effect: !block
            """;

        Assert.Equal(
            [Codes.Tag, Codes.WrongShape],
            Problems(Schema, policy).Select(d => d.Code).Order(StringComparer.Ordinal).Reverse()
        );
        Assert.Single(Compatible(Schema, policy).Rules);
    }
}
