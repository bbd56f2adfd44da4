using Actra.Engine.Tests.Runtime;
using Actra.Model;
using Actra.Testing;

namespace Actra.Engine.Tests.Testing;

public class PolicyAssertionsTests
{
    private static readonly PolicyInput BigRefund = new(
        "refund",
        new()
        {
            { "order_id", "A" },
            { "amount", 6000 },
            { "card", "4111" },
        },
        new() { { "id", "ann" }, { "role", "support" } }
    );

    [Fact]
    public void An_expected_decision_is_returned()
    {
        Assert.Equal("big", Desk.Policy.AssertEffect(BigRefund, Effect.Block).RuleId);
        Desk.Policy.AssertEffect(BigRefund, Effect.Block, rule: "big");
    }

    [Fact]
    public void Another_effect_fails_with_expected_actual_input_and_explanation()
    {
        var e = Assert.Throws<PolicyAssertionException>(() =>
            Desk.Policy.AssertEffect(BigRefund, Effect.Allow, "small")
        );

        Assert.Contains("Expected: allow, rule: small", e.Message, StringComparison.Ordinal);
        Assert.Contains("Actual:   block, rule: big", e.Message, StringComparison.Ordinal);
        Assert.Contains("action.amount = 6000", e.Message, StringComparison.Ordinal);
        Assert.Contains("rule `big`", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_right_effect_by_another_rule_fails() =>
        Assert.Throws<PolicyAssertionException>(() => Desk.Policy.AssertEffect(BigRefund, Effect.Block, "frozen"));
}
