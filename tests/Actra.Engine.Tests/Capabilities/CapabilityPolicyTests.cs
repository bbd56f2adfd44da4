using Actra.Capabilities;
using Actra.Compilation;
using Actra.Language;

namespace Actra.Engine.Tests.Capabilities;

public class CapabilityPolicyTests
{
    [Theory]
    [InlineData("- a", Codes.WrongShape, 1, 1)]
    [InlineData("deny:\n  - capability: a b\n", Codes.BadCapability, 2, 17)]
    [InlineData("deny: [{capability: a, amount_gt: '5'}]", Codes.BadConditionValue, 1, 35)]
    [InlineData("deny: [{capability: a, amount_gt: .nan}]", Codes.BadConditionValue, 1, 35)]
    [InlineData("deny: [{capability: a, tenant: }]", Codes.BadConditionValue, 1, 32)]
    [InlineData("deny: [{capability: a, tenant: [b]}]", Codes.BadConditionValue, 1, 32)]
    [InlineData("deny: [{capability: a, match_regex: '('}]", Codes.BadPattern, 1, 37)]
    [InlineData("deny: [{capability: a, match_keywords: []}]", Codes.BadConditionValue, 1, 40)]
    [InlineData("deny: [{capability: a, contain: b}]", Codes.UnknownKey, 1, 24)]
    [InlineData("warn: [a]", Codes.UnknownKey, 1, 1)]
    [InlineData("deny: [a]\ndeny: [b]", Codes.DuplicateKey, 2, 1)]
    [InlineData("deny:", Codes.EmptySection, 1, 1)]
    [InlineData("risk_levels: ~", Codes.EmptySection, 1, 1)]
    [InlineData("risk_levels: {high: {action: stop}}", Codes.UnknownVerdict, 1, 30)]
    [InlineData("risk_levels: {high: {}}", Codes.MissingKey, 1, 21)]
    [InlineData("rules: [{capability: a}]", Codes.MissingKey, 1, 9)]
    [InlineData("extends: other.yaml", Codes.BadExtends, 1, 10)]
    [InlineData("approval_timeout_seconds: 0", Codes.BadConditionValue, 1, 27)]
    [InlineData("deny: [", Codes.NotYaml, 0, 0)]
    public void What_is_wrong_is_named_with_its_place(string policy, string code, int line, int column)
    {
        var e = Assert.Throws<PolicyCompilationException>(() => CapabilityPolicy.FromString(policy));

        var found = Assert.Single(e.Diagnostics, d => d.Code == code);
        Assert.Equal("policy.yaml", found.File);
        Assert.True(line == 0 || (found.Line, found.Column) == (line, column), found.ToString());
    }

    [Theory]
    [InlineData("enforcement_mode: observe", Codes.IgnoredKey)]
    [InlineData("rules: [{action: deny, threshold: 1}]", Codes.IgnoredKey)]
    [InlineData("allow: ['shell.exec*']", Codes.DeadWildcard)]
    [InlineData("allow: ['*']", Codes.SweepingAllow)]
    public void What_is_probably_not_meant_is_a_warning(string policy, string code) =>
        Assert.Equal(code, Assert.Single(CapabilityPolicy.FromString(policy).Warnings).Code);

    [Theory]
    [InlineData("{}", "default")]
    [InlineData("", "default")]
    [InlineData("{allow: [r.x], deny: [r.x]}", "deny")]
    [InlineData("{allow: [r.x], require_approval: [r.x]}", "ask")]
    [InlineData("{require_approval: [r.x], risk_levels: {low: {action: block}}}", "deny")]
    [InlineData("{allow: [r.x], risk_levels: {low: {action: require_approval}}}", "ask")]
    [InlineData("{allow: [r.x], risk_levels: {LOW: {action: block}}}", "deny")]
    [InlineData("{risk_levels: {low: {action: warn}}}", "warn")]
    [InlineData("{risk_levels: {low: {action: allow}}}", "default")]
    [InlineData("{rules: [{action: warn}], allow: [r.x]}", "warn")]
    public void The_strictest_word_counts(string policy, string answer) =>
        Assert.Equal(answer, Judging.Answer(policy, payload: null));

    [Fact]
    public void A_score_is_as_risky_as_its_level()
    {
        var action = ActionEvent.Create("agent", "x", "r", risk: 0.9);

        Assert.Equal("deny", Judging.Answer("{allow: [r.x], risk_levels: {critical: {action: block}}}", action));
        Assert.Equal("allow", Judging.Answer("{allow: [r.x], risk_levels: {low: {action: block}}}", action));
    }

    [Theory]
    [InlineData("scope", "staging")]
    [InlineData("capability", "r.y")]
    public void A_prohibition_holds_whatever_else_the_event_names(string key, string value)
    {
        var action = ActionEvent.Create(
            "agent",
            "x",
            "r",
            "production",
            metadata: new Dictionary<string, object?> { [key] = value }
        );

        Assert.Equal("deny", Judging.Answer("{deny: [r.x.production], allow: ['*']}", action));
    }

    [Fact]
    public void A_document_builds_on_others_relative_to_itself()
    {
        using var folder = new PolicyFolder();
        folder.Write("base/base.yaml", "deny: [shell.run]\nrisk_levels: {low: {action: block}}");
        folder.Write("base/more.yaml", "extends: base.yaml\nallow: [files.read]");
        var path = folder.Write(
            "policy.yaml",
            "extends: [base/more.yaml]\nrisk_levels: {low: {action: allow}}\nallow: ['*']"
        );

        var policy = CapabilityPolicy.FromFile(path);

        string? Rule(string resource, string verb) =>
            policy.Judge(ActionFactsBuilder.Of(ActionEvent.Create("a", verb, resource))).Rule;
        Assert.Equal("base.yaml#deny[0]", Rule("shell", "run"));
        Assert.Equal("allow[0]", Rule("files", "read"));
    }

    [Fact]
    public void A_document_that_comes_round_to_itself_is_refused()
    {
        using var folder = new PolicyFolder();
        folder.Write("a.yaml", "extends: b.yaml");
        var path = folder.Write("b.yaml", "extends: a.yaml");

        var e = Assert.Throws<PolicyCompilationException>(() => CapabilityPolicy.FromFile(path));
        Assert.Equal(Codes.BadExtends, Assert.Single(e.Diagnostics).Code);
    }

    [Fact]
    public void A_policy_that_is_not_there_is_refused()
    {
        var e = Assert.Throws<PolicyCompilationException>(() => ActionRuntime.FromPolicy("no-such-policy.yaml"));
        Assert.Equal(Codes.Unreadable, Assert.Single(e.Diagnostics).Code);
    }
}
