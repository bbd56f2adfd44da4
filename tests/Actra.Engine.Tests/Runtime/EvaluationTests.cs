using Actra.Model;
using Actra.Resolution;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class EvaluationTests
{
    private readonly Desk _desk = new();

    [Theory]
    [InlineData(100, Effect.Allow, "small")]
    [InlineData(2000, Effect.RequireApproval, "mid")]
    [InlineData(6000, Effect.Block, "big")]
    public async Task A_contract_is_judged_by_what_it_asks_for(int amount, Effect effect, string rule)
    {
        var decision = await _desk.Runtime().EvaluateAsync(new Refund("A-1", amount));

        Assert.Equal(effect, decision.Effect);
        Assert.Equal(rule, decision.RuleId);
    }

    [Theory]
    [InlineData(100, true, false, false)]
    [InlineData(2000, false, false, true)]
    [InlineData(6000, false, true, false)]
    public async Task Of_allowed_blocked_and_requires_approval_one_is_true(
        int amount,
        bool allowed,
        bool blocked,
        bool approval
    )
    {
        var runtime = _desk.Runtime();
        var refund = new Refund("A-1", amount);

        Assert.Equal(allowed, await runtime.IsAllowedAsync(refund));
        Assert.Equal(blocked, await runtime.IsBlockedAsync(refund));
        Assert.Equal(approval, await runtime.RequiresApprovalAsync(refund));
        Assert.Equal(allowed, await runtime.IsAllowedAsync("refund", Fields(amount)));
        Assert.Equal(blocked, await runtime.IsBlockedAsync("refund", Fields(amount)));
        Assert.Equal(approval, await runtime.RequiresApprovalAsync("refund", Fields(amount)));
    }

    [Fact]
    public async Task An_action_made_of_names_and_values_is_judged()
    {
        var runtime = _desk.Runtime();

        var decision = await runtime.EvaluateAsync(runtime.NewAction("refund", ("order_id", "A"), ("amount", 6000)));

        Assert.Equal("big", decision.RuleId);
    }

    [Fact]
    public async Task A_field_called_type_never_changes_the_action()
    {
        var runtime = _desk.Runtime();
        var fields = Fields(6000);
        fields.Add("type", "noop");

        Assert.True(await runtime.IsBlockedAsync("refund", fields));
        Assert.True(await runtime.IsBlockedAsync(runtime.NewAction("refund", ("amount", 6000), ("type", "noop"))));
        Assert.Equal("refund", runtime.BuildAction("refund", fields).ActionType);
        Assert.False(runtime.BuildAction("refund", fields).Fields.Contains("type"));
        Assert.False(
            runtime
                .BuildAction("refund", fields, builder: all => new FieldMap(all) { { "type", "noop" } })
                .Fields.Contains("type")
        );
        Assert.All(_desk.Seen, seen => Assert.Equal("refund", seen.Input.ActionType));
    }

    [Fact]
    public async Task An_undeclared_action_is_blocked()
    {
        var decision = await _desk.Runtime().EvaluateAsync("refnd", Fields(1));

        Assert.Equal(Effect.Block, decision.Effect);
        Assert.Equal(DecisionKind.InputError, decision.Kind);
    }

    [Fact]
    public async Task A_number_that_comes_as_text_is_blocked_and_not_let_through()
    {
        var decision = await _desk
            .Runtime()
            .EvaluateAsync("refund", new() { { "order_id", "A" }, { "amount", "5000" } });

        Assert.Equal(DecisionKind.InputError, decision.Kind);
        Assert.Equal(Effect.Block, decision.Effect);
    }

    [Fact]
    public async Task A_contract_without_an_action_is_refused()
    {
        var e = await Assert.ThrowsAsync<ContractException>(async () =>
            await _desk.Runtime().EvaluateAsync(new UnmarkedRefund("A", 1))
        );

        Assert.Contains("[ActraAction]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Built_actions_hold_what_the_schema_declares()
    {
        var runtime = _desk.Runtime();
        var values = new FieldMap
        {
            { "order_id", "A" },
            { "amount", 5 },
            { "colour", "red" },
        };

        Assert.Equal("refund(order_id, amount)", runtime.BuildAction("refund", values).ToString());
        Assert.Equal("refund(amount)", runtime.BuildAction("refund", values, ["amount", "colour"]).ToString());
        Assert.Equal(
            10,
            runtime
                .BuildAction(
                    "refund",
                    values,
                    builder: taken => new FieldMap(taken) { ["amount"] = FieldValue.Of(taken["amount"].AsNumber * 2) }
                )["amount"]
                .AsNumber
        );
        Assert.Equal("refund(order_id, amount)", runtime.BuildAction(new Refund("A", 5)).ToString());
    }

    [Fact]
    public void A_builder_that_fails_is_an_error_with_its_cause()
    {
        var e = Assert.Throws<ActraException>(() =>
            _desk.Runtime().BuildAction("refund", [], builder: _ => throw new InvalidOperationException("no rate"))
        );

        Assert.Equal("the action builder failed: no rate", e.Message);
        Assert.IsType<InvalidOperationException>(e.InnerException);
    }

    [Fact]
    public async Task A_runtime_of_a_policy_alone_has_nobody_asking()
    {
        var decision = await new ActraRuntime(Desk.Policy).EvaluateAsync(new Refund("A", 1));

        Assert.Equal("not-support", decision.RuleId);
        Assert.Equal("none may not refund", decision.Reason);
    }

    private static FieldMap Fields(int amount) => new() { { "order_id", "A-1" }, { "amount", amount } };
}
