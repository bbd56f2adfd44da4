using Actra.Compilation;
using Actra.Language;
using Actra.Model;
using static Actra.Engine.Tests.Compilation.Samples;

namespace Actra.Engine.Tests.Compilation;

public class Version2Tests
{
    private static readonly FieldMap Now = new() { { "now", "2026-03-01T12:00:00Z" } };

    [Fact]
    public void The_default_must_be_written()
    {
        var found = Problem(Schema2, "version: 2\nrules: []\n");

        Assert.Equal((Codes.MissingKey, "the policy has no `default`"), (found.Code, found.Message));
    }

    [Theory]
    [InlineData("allow", Effect.Allow)]
    [InlineData("block", Effect.Block)]
    [InlineData("require_approval", Effect.RequireApproval)]
    public void The_default_decides_where_no_rule_does(string word, Effect effect)
    {
        var policy = ActraPolicy.FromStrings(Schema2, $"version: 2\ndefault: {word}\nrules: []\n");

        var decision = policy.Evaluate(new PolicyInput("refund"));

        Assert.Equal((effect, DecisionKind.Default, null), (decision.Effect, decision.Kind, decision.RuleId));
        Assert.Equal(effect == Effect.RequireApproval, policy.MayRequireApproval("refund"));
    }

    [Fact]
    public void A_rule_without_a_condition_always_matches_and_cuts_off_what_follows()
    {
        var policy = ActraPolicy.FromStrings(
            Schema2,
            Policy2(
                "{id: ok, scope: {action: refund}, effect: allow}",
                Rule("late", "action: refund", Atom("action", "amount", "equals", "1")),
                Rule("global", "global: true", Atom("actor", "role", "equals", "x"), "require_approval")
            )
        );

        Assert.Equal("ok", policy.Evaluate(new PolicyInput("refund")).RuleId);
        Assert.Empty(policy.NeededFields("refund"));
        Assert.False(policy.MayRequireApproval("refund"));
        Assert.Equal((Codes.NeverReached, "late"), (policy.Warnings.Single().Code, policy.Warnings.Single().RuleId));
    }

    [Fact]
    public void A_default_stands_in_for_a_missing_field()
    {
        var policy = ActraPolicy.FromStrings(
            Schema2,
            Policy2(Rule("empty", "action: refund", Atom("action", "note", "equals", "\"\""), "allow"))
        );

        Assert.Equal("empty", policy.Evaluate(new PolicyInput("refund")).RuleId);
        Assert.Null(policy.Evaluate(new PolicyInput("refund", new FieldMap { { "note", "x" } })).RuleId);
    }

    [Fact]
    public void Timestamps_and_durations_are_compared_and_read_from_text()
    {
        var policy = ActraPolicy.FromStrings(
            Schema2,
            Policy2(
                Rule("old", "action: refund", Atom("action", "requested_at", "less_than", "2026-01-01T00:00:00Z")),
                Rule("long", "action: refund", Atom("action", "cooling", "greater_than", "2d"), "require_approval"),
                Rule(
                    "future",
                    "action: refund",
                    "{subject: {domain: action, field: requested_at}, operator: greater_than, value: {subject: {domain: snapshot, field: now}}}",
                    "allow"
                )
            )
        );

        string? Judge(object requested, object? cooling = null) =>
            policy
                .Evaluate(
                    new PolicyInput(
                        "refund",
                        new FieldMap { { "requested_at", requested }, { "cooling", cooling } },
                        snapshot: Now
                    )
                )
                .RuleId;

        Assert.Equal("old", Judge("2026-01-01T00:30:00+01:00"));
        Assert.Null(Judge("2026-01-01T00:00:00Z"));
        Assert.Equal("long", Judge("2026-02-01T00:00:00Z", "49h"));
        Assert.Equal("long", Judge("2026-02-01T00:00:00Z", TimeSpan.FromDays(3)));
        Assert.Equal("future", Judge(new DateTimeOffset(2026, 3, 1, 13, 1, 0, TimeSpan.FromHours(1))));
    }

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("yesterday")]
    public void A_timestamp_that_names_no_instant_is_an_input_error(string text)
    {
        var policy = ActraPolicy.FromStrings(
            Schema2,
            Policy2(Rule("old", "action: refund", Atom("action", "requested_at", "less_than", "2026-01-01T00:00:00Z")))
        );

        var decision = policy.Evaluate(new PolicyInput("refund", new FieldMap { { "requested_at", text } }));

        Assert.Equal((Effect.Block, Codes.UnreadableTime), (decision.Effect, decision.Problems.Single().Code));
    }

    [Fact]
    public void A_reason_is_filled_in_and_masks_what_is_sensitive()
    {
        var policy = ActraPolicy.FromStrings(
            Schema2,
            Policy2(
                "{id: r, scope: {action: refund}, effect: block, reason: \"{{{action.type}}} of {action.amount} by {actor.id} to {action.iban}\"}"
            )
        );

        var decision = policy.Evaluate(
            new PolicyInput(
                "refund",
                new FieldMap { { "amount", 12.5 }, { "iban", "DE02" } },
                new FieldMap { { "id", "ada" } }
            )
        );

        Assert.Equal("{refund} of 12.5 by ada to ***", decision.Reason);
        Assert.Contains(new FieldRef(Domain.Action, "amount"), policy.NeededFields("refund"));
    }

    [Theory]
    [InlineData("{action.amonut}")]
    [InlineData("{amount}")]
    [InlineData("{action.amount")]
    [InlineData("amount}")]
    public void A_reason_that_names_no_field_is_an_error(string reason) =>
        Assert.Equal(
            Codes.BadReason,
            Problem(Schema2, Policy2($"{{id: r, scope: {{action: refund}}, effect: block, reason: \"{reason}\"}}")).Code
        );

    [Fact]
    public void An_approval_is_read_whole()
    {
        const string approval = """
            { groups: [{ roles: [finance, cfo], count: 2 }, { roles: [legal] }], deny_threshold: 2, allow_self: true,
              allow_unverified: true, expires: 24h, valid_for: 4h, escalate_after: 2h, escalate_to: [cfo], comment: required,
              on_lost_lease: rerun, break_glass: [oncall] }
            """;
        var policy = ActraPolicy.FromStrings(
            Schema2,
            Policy2(
                $"{{id: r, scope: {{action: refund}}, effect: require_approval, approval: {approval.ReplaceLineEndings(" ")}}}"
            )
        );

        var read = policy.Evaluate(new PolicyInput("refund")).Approval!;

        Assert.Equal([("finance cfo", 2), ("legal", 1)], read.Groups.Select(g => (string.Join(' ', g.Roles), g.Count)));
        Assert.Equal(
            (2, true, true, true),
            (read.DenyThreshold, read.AllowSelf, read.AllowUnverified, read.CommentRequired)
        );
        Assert.Equal((TimeSpan.FromHours(24), TimeSpan.FromHours(4)), (read.Expires, read.ValidFor));
        Assert.Equal((TimeSpan.FromHours(2), "cfo"), (read.EscalateAfter, read.EscalateTo.Single()));
        Assert.Equal((LostLease.Rerun, "oncall"), (read.OnLostLease, read.BreakGlass.Single()));
        Assert.Same(read, policy.Rules.Single().Approval);
    }

    [Theory]
    [InlineData("{count: 2}", Codes.MissingKey)]
    [InlineData("{roles: []}", Codes.BadApproval)]
    [InlineData("{roles: [a], count: 0}", Codes.BadApproval)]
    [InlineData("{groups: []}", Codes.BadApproval)]
    [InlineData("{groups: [{roles: [a]}], roles: [b]}", Codes.ExclusiveKeys)]
    [InlineData("{roles: [a], expires: soon}", Codes.BadTime)]
    [InlineData("{roles: [a], expires: 0s}", Codes.BadTime)]
    [InlineData("{roles: [a], on_lost_lease: retry}", Codes.UnknownWord)]
    [InlineData("{roles: [a], escalate_after: 1h}", Codes.BadApproval)]
    [InlineData("{roles: [a], role: b}", Codes.UnknownKey)]
    public void An_approval_that_nobody_could_give_is_an_error(string approval, string code) =>
        Assert.Equal(
            code,
            Problem(
                Schema2,
                Policy2($"{{id: r, scope: {{action: refund}}, effect: require_approval, approval: {approval}}}")
            ).Code
        );

    [Fact]
    public void An_approval_belongs_to_a_rule_that_requires_one() =>
        Assert.Equal(
            Codes.BadApproval,
            Problem(Schema2, Policy2("{id: r, scope: {action: refund}, effect: block, approval: {roles: [a]}}")).Code
        );

    [Theory]
    [InlineData("id: r, scope: {action: refund}, effect: block, mode: audit")]
    [InlineData("id: r, scope: {action: refund}, effect: block, required_actions: []")]
    [InlineData("id: r, scope: {action: refund}, effect: block, order_by: action.amount")]
    [InlineData("id: r, scope: {actions: [refund]}, effect: block")]
    [InlineData("id: r, scope: {action: refund}, effect: block, when: 'action.amount > 5'")]
    [InlineData("id: r, scope: {action: refund}, effect: block, when: {not: " + Always + "}")]
    [InlineData(
        "id: r, scope: {action: refund}, effect: block, when: {all: [{any: ["
            + Always
            + "]}, "
            + Always
            + ", "
            + Always
            + "]}"
    )]
    [InlineData(
        "id: r, scope: {global: true}, effect: block, when: {subject: {domain: actor, field: role}, operator: in, value: {literal: a}}"
    )]
    [InlineData(
        "id: r, scope: {global: true}, effect: block, when: {subject: {domain: actor, field: role}, operator: matches, value: {literal: a}}"
    )]
    public void What_is_not_acted_on_yet_is_refused(string rule) =>
        Assert.Contains(Problems(Schema2, Policy2("{" + rule + "}")), d => d.Code == Codes.NotYetSupported);

    [Theory]
    [InlineData("x: string_list")]
    [InlineData("x: {type: number, min: 0}")]
    [InlineData("x: {type: string, enum: [a]}")]
    public void Fields_that_are_not_acted_on_yet_are_refused(string field) =>
        Assert.Equal(
            Codes.NotYetSupported,
            Problem(
                $"version: 2\nactions: {{}}\nactor: {{fields: {{{field}}}}}\nsnapshot: {{fields: {{}}}}\n",
                "version: 1\nrules: []\n"
            ).Code
        );

    [Theory]
    [InlineData("version: 1\ndefault: block\nrules: []\n")]
    [InlineData(
        "version: 1\nrules: [{id: r, scope: {global: true}, when: " + Always + ", effect: block, reason: x}]\n"
    )]
    public void Keys_of_version_2_in_version_1_say_so(string policy) =>
        Assert.Equal(Codes.NeedsVersion2, Problem(Schema, policy).Code);

    [Theory]
    [InlineData("x: {type: number, default: five}")]
    [InlineData("x: {type: duration, default: soon}")]
    [InlineData("x: {type: timestamp, default: 2026-01-01}")]
    [InlineData("x: {type: boolean, default: 1}")]
    public void A_default_of_another_type_is_an_error(string field) =>
        Assert.Equal(
            Codes.BadDefault,
            Problem(
                $"version: 2\nactions: {{}}\nactor: {{fields: {{{field}}}}}\nsnapshot: {{fields: {{}}}}\n",
                "version: 1\nrules: []\n"
            ).Code
        );
}
