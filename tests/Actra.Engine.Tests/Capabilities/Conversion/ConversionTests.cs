using Actra.Capabilities;
using Actra.Compilation;
using Actra.Language;
using Actra.Model;

namespace Actra.Engine.Tests.Capabilities.Conversion;

public class ConversionTests
{
    private const string Payments = """
        deny:
          - capability: pay.send
            amount_gt: 50000
        require_approval:
          - capability: pay.send
            amount_gt: 1000
        allow:
          - capability: pay.send
            amount_lte: 1000
        """;

    [Theory]
    [InlineData(40, Effect.Allow, "allow-0")]
    [InlineData(1000, Effect.Allow, "allow-0-3")]
    [InlineData(1001, Effect.RequireApproval, "require_approval-0")]
    [InlineData(50001, Effect.Block, "deny-0")]
    [InlineData(-1, Effect.Block, "deny-0-2")]
    [InlineData(null, Effect.Block, "deny-0-3")]
    public void A_rule_tells_by_its_id_where_it_comes_from(int? amount, Effect effect, string rule)
    {
        var decision = Compile(Payments).Evaluate(Pay(new { amount }).ToInput());

        Assert.Equal((effect, rule), (decision.Effect, decision.RuleId));
    }

    [Fact]
    public void Every_rule_stands_under_the_rule_it_comes_from()
    {
        var lines = CapabilityPolicy.FromString(Payments, "pay.yaml").ToVersion2().Policy.Split('\n');

        Assert.Contains(
            "# Converted from pay.yaml. The first rule that matches decides; what none matches is blocked.",
            lines
        );
        Assert.Equal(
            "  - id: \"deny-0\"",
            lines[Array.IndexOf(lines, "  # deny[0], line 2: pay.send, amount_gt: 50000") + 1]
        );
        Assert.Equal(
            "  - id: \"allow-0\"",
            lines[Array.IndexOf(lines, "  # allow[0], line 8: pay.send, amount_lte: 1000") + 1]
        );
    }

    [Fact]
    public void What_decides_nothing_is_listed()
    {
        var policy = CapabilityPolicy
            .FromString("{deny: [shell], allow: [shell.run, 'files.re*']}")
            .ToVersion2()
            .Policy;

        Assert.Contains("# These decide nothing", policy, StringComparison.Ordinal);
        Assert.Contains("# allow[0], line 1: shell.run", policy, StringComparison.Ordinal);
        Assert.Contains("# allow[1], line 1: files.re*", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contains: rm", "`contains`", 4)]
    [InlineData("match_keywords: [rm]", "`match_keywords`", 4)]
    [InlineData("match_regex: ^rm", "`match_regex`", 4)]
    [InlineData("path_prefix: /etc", "`path_prefix`", 4)]
    [InlineData("environment: prod*", "`environment` with a pattern or a number", 4)]
    [InlineData("tenant: 5", "`tenant` with a pattern or a number", 4)]
    public void What_cannot_be_said_is_named_with_its_line(string condition, string what, int line)
    {
        var policy = CapabilityPolicy.FromString($"allow: [a]\ndeny:\n  - capability: shell.run\n    {condition}\n");

        var e = Assert.Throws<PolicyCompilationException>(() => policy.ToVersion2());

        var found = Assert.Single(e.Diagnostics);
        Assert.Equal(
            (Severity.Error, Codes.NotInVersion2, $"{what} cannot be said in version 2", line, 5, "deny[0]"),
            (found.Severity, found.Code, found.Message, found.Line, found.Column, found.RuleId)
        );
    }

    [Theory]
    [InlineData("deny: ['sh*.run']", "`*` for a piece of a part")]
    [InlineData("deny: ['a..b']", "a capability with an empty part")]
    [InlineData("deny: ['a.b.1.2.3.4.5.6.7.8.9']", "a scope of more than 8 parts")]
    [InlineData(
        "deny: [{capability: a.b.c, amount_gt: 1, amount_lte: 9, user_role: x, tenant: x, table: x, tool_name: x}]",
        "`tool_name` beside so much else"
    )]
    [InlineData("risk_levels: {höchst: {action: deny}}", "the risk level `höchst`")]
    public void Names_that_cannot_be_said_are_named(string policy, string what)
    {
        var e = Assert.Throws<PolicyCompilationException>(() => CapabilityPolicy.FromString(policy).ToVersion2());

        Assert.Equal($"{what} cannot be said in version 2", Assert.Single(e.Diagnostics).Message);
    }

    [Theory]
    [InlineData("{deny: [{capability: pay.send, contains: x}], allow: [pay]}")]
    [InlineData("{require_approval: [{capability: pay.send, contains: x}], allow: [pay]}")]
    [InlineData("{allow: [{capability: pay.send, contains: x}]}")]
    [InlineData("{rules: [{action: warn, match_regex: x}]}")]
    public void What_cannot_be_said_is_blocked_in_part_and_says_so(string text)
    {
        var converted = CapabilityPolicy.FromString(text).ToVersion2(partial: true);
        var policy = converted.Compiled;

        var decision = policy.Evaluate(Pay(new { note = "x" }).ToInput());

        Assert.Equal(Effect.Block, decision.Effect);
        Assert.EndsWith("which this policy cannot: blocked to be safe", decision.Reason, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, Assert.Single(converted.Warnings).Severity);
    }

    [Fact]
    public void What_is_extended_is_followed_and_its_prohibitions_stay()
    {
        using var folder = new PolicyFolder();
        folder.Write("base/base.yaml", "deny: [shell.run]\nallow: [files.read]");
        var path = folder.Write("policy.yaml", "extends: base/base.yaml\nallow: [shell]");
        var converted = CapabilityPolicy.FromFile(path).ToVersion2();
        var policy = converted.Compiled;

        Assert.Equal(Effect.Block, Decide(policy, "shell", "run"));
        Assert.Equal(Effect.Allow, Decide(policy, "shell", "list"));
        Assert.Equal(Effect.Allow, Decide(policy, "files", "read"));
        Assert.Contains("# base/base.yaml#deny[0], line 1: shell.run", converted.Policy, StringComparison.Ordinal);
        var relaxed = converted.Policy.Replace("effect: block", "effect: allow", StringComparison.Ordinal);
        var e = Assert.Throws<PolicyCompilationException>(() =>
            ActraPolicy.FromStrings(converted.Schema, relaxed, converted.Governance)
        );
        Assert.Equal(Codes.GovernanceViolation, Assert.Single(e.Diagnostics).Code);
    }

    [Fact]
    public void A_policy_that_extends_nothing_needs_no_governance() =>
        Assert.Null(CapabilityPolicy.FromString(Payments).ToVersion2().Governance);

    [Fact]
    public void An_approver_has_the_time_that_the_policy_gives()
    {
        var policy = Compile("{require_approval: [pay], approval_timeout_seconds: 900}");

        var approval = policy.Evaluate(Pay(null).ToInput()).Approval!;

        Assert.Equal(TimeSpan.FromMinutes(15), approval.Expires);
        Assert.Equal("approver", Assert.Single(Assert.Single(approval.Groups).Roles));
    }

    [Theory]
    [InlineData("a\\\"b: - #{c}")]
    [InlineData("a\\n  - id: evil\\n    effect: allow")]
    [InlineData("\\u2028\\u0000\\u202e")]
    [InlineData("\\U0001F600")]
    [InlineData("true")]
    public void A_text_of_the_policy_stays_a_text(string tenant)
    {
        var text = $"deny:\n  - {{ capability: pay, tenant: \"{tenant}\" }}\nallow: [pay]";
        var value = System.Text.Json.JsonSerializer.Deserialize<string>(
            $"\"{tenant.Replace("\\U0001F600", "\\uD83D\\uDE00", StringComparison.Ordinal)}\""
        );
        var policy = Compile(text);

        Assert.Equal(Effect.Block, policy.Evaluate(Pay(null, value).ToInput()).Effect);
        Assert.Equal(Effect.Allow, policy.Evaluate(Pay(null, "other").ToInput()).Effect);
    }

    [Fact]
    public void A_policy_that_takes_too_many_rules_is_refused()
    {
        var scopes = string.Join(", ", Enumerable.Range(0, 600).Select(i => $"a.b.s{i}"));
        var policy = CapabilityPolicy.FromString($"{{deny: [{scopes}], allow: [a]}}");

        var e = Assert.Throws<PolicyCompilationException>(() => policy.ToVersion2(partial: true));

        Assert.Contains("takes more than 2000 rules", Assert.Single(e.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_whose_doubts_are_too_many_to_pair_is_refused_at_once()
    {
        string Rules(string kind) =>
            string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"{{capability: {kind}.x{i}, amount_gt: 5}}"));
        var policy = CapabilityPolicy.FromString($"{{require_approval: [{Rules("a")}], allow: [{Rules("b")}]}}");

        Assert.Throws<PolicyCompilationException>(() => policy.ToVersion2());
    }

    private static ActraPolicy Compile(string text) => CapabilityPolicy.FromString(text).ToVersion2().Compiled;

    private static Effect Decide(ActraPolicy policy, string resource, string verb) =>
        policy.Evaluate(ActionEvent.Create("agent", verb, resource).ToInput()).Effect;

    private static ActionEvent Pay(object? payload, string? tenant = null) =>
        ActionEvent.Create("agent", "send", "pay", payload: payload, context: new ActionContext { Tenant = tenant });
}
