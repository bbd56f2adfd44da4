using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class AdmitTests
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task What_is_allowed_runs_once_and_receives_what_was_judged()
    {
        var refund = new Refund("A", 1);
        var received = new List<Refund>();

        var result = await _desk
            .Runtime()
            .AdmitAsync(
                refund,
                async (judged, _) =>
                {
                    await Task.Yield();
                    received.Add(judged);
                    return "done";
                }
            );

        Assert.Equal("done", result);
        Assert.Same(refund, Assert.Single(received));
    }

    [Fact]
    public async Task What_is_blocked_does_not_run_and_says_why()
    {
        var e = await AssertRefused(new Refund("A-1", 6000));

        Assert.Equal("action `refund` is blocked by rule `big`: 6000 is too much for order A-1", e.Message);
        Assert.Equal(AdmissionCodes.Blocked, e.Code);
        Assert.Equal("refund", e.ActionType);
        Assert.Equal("big", e.MatchedRule);
        Assert.Equal(Effect.Block, e.Decision!.Effect);
        Assert.Null(e.ApprovalId);
    }

    [Fact]
    public async Task What_requires_approval_does_not_run_either()
    {
        var e = await AssertRefused(new Refund("A-1", 2000));

        Assert.StartsWith(
            "action `refund` requires approval by rule `mid`: over 1000",
            e.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(Effect.RequireApproval, e.Decision!.Effect);
        Assert.Null(e.ApprovalId);
    }

    [Fact]
    public async Task The_exception_carries_the_very_input_that_was_judged_and_its_message_no_secrets()
    {
        var e = await AssertRefused(new Refund("A-1", 6000) { Card = "4111111111111111" });

        Assert.Same(_desk.Seen.Single().Input, e.Context);
        Assert.Equal("4111111111111111", e.Context!.Action["card"].AsString);
        Assert.Equal("support", e.Context.Actor["role"].AsString);
        Assert.DoesNotContain("4111", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_does_not_fit_is_blocked()
    {
        var e = await AssertRefused(new Refund("A-1", 9007199254740993m));

        Assert.Equal(AdmissionCodes.InputError, e.Code);
        Assert.Null(e.Decision);
        Assert.Contains("`amount`", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_body_is_awaited()
    {
        var runtime = _desk.Runtime();
        var refund = new Refund("A", 1);
        var done = 0;

        Assert.Equal(1, await runtime.AdmitAsync(refund, (_, _) => Task.FromResult(1)));
        Assert.Equal(2, await runtime.AdmitAsync(refund, (_, _) => ValueTask.FromResult(2)));
        Assert.Equal(3, await runtime.AdmitAsync(refund, _ => 3));
        await runtime.AdmitAsync(refund, (_, _) => Later());
        Assert.Equal(1, done);
        await runtime.AdmitAsync(refund, (_, _) => new ValueTask(Later()));
        Assert.Equal(2, done);

        async Task Later()
        {
            await Task.Yield();
            done++;
        }
    }

    [Fact]
    public async Task Named_fields_are_admitted_and_the_body_receives_those_that_were_judged()
    {
        var runtime = _desk.Runtime();
        var fields = new FieldMap
        {
            { "order_id", "A" },
            { "amount", 5 },
            { "colour", "red" },
        };

        var names = await runtime.AdmitAsync(
            "refund",
            fields,
            (judged, _) => Task.FromResult(string.Join(' ', judged.Select(field => field.Key)))
        );

        Assert.Equal("order_id amount", names);
        fields["amount"] = FieldValue.Of(6000.0);
        await Assert.ThrowsAsync<ActraPolicyException>(() =>
            runtime.AdmitAsync("refund", fields, (_, _) => Task.CompletedTask)
        );
    }

    [Fact]
    public async Task A_synchronous_body_that_returns_a_task_is_refused_before_it_starts()
    {
        var ran = false;

        await Assert.ThrowsAsync<ArgumentException>(() =>
            _desk.Runtime().AdmitAsync(new Refund("A", 1), _ => Task.FromResult(ran = true))
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            _desk.Runtime().AdmitAsync(new Refund("A", 1), _ => ValueTask.FromResult(ran = true))
        );

        Assert.False(ran);
    }

    [Fact]
    public async Task A_task_that_hides_as_an_object_is_awaited_and_reported()
    {
        var finished = false;

        await Assert.ThrowsAsync<ActraException>(() =>
            _desk.Runtime().AdmitAsync<Refund, object>(new Refund("A", 1), _ => Later())
        );

        Assert.True(finished);

        async Task Later()
        {
            await Task.Yield();
            finished = true;
        }
    }

    [Fact]
    public async Task What_the_body_throws_reaches_the_caller_as_it_is() =>
        await Assert.ThrowsAsync<TimeoutException>(() =>
            _desk
                .Runtime()
                .AdmitAsync(new Refund("A", 1), (_, _) => Task.FromException<bool>(new TimeoutException("bank")))
        );

    [Fact]
    public async Task A_cancelled_call_does_not_run()
    {
        var ran = false;
        using var stop = new CancellationTokenSource();
        var runtime = _desk.Runtime(builder =>
            builder.UseSnapshotResolver(
                async (_, _, ct) =>
                {
                    await stop.CancelAsync();
                    ct.ThrowIfCancellationRequested();
                }
            )
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            runtime.AdmitAsync(new Refund("A", 1), (_, _) => Task.FromResult(ran = true), ct: stop.Token)
        );
        Assert.False(ran);
    }

    [Fact]
    public async Task A_derived_contract_is_judged_as_the_type_the_body_receives()
    {
        var runtime = _desk.Runtime();

        await Assert.ThrowsAsync<ActraPolicyException>(() =>
            runtime.AdmitAsync<BigRefund>(new HarmlessLooking("A", 6000), (_, _) => Task.CompletedTask)
        );
        Assert.Equal("refund", _desk.Seen.Single().Input.ActionType);
    }

    [Fact]
    public async Task An_exempt_contract_is_refused_since_there_is_nothing_to_judge() =>
        await Assert.ThrowsAsync<ContractException>(() =>
            _desk.Runtime().AdmitAsync(new Counted(1), (_, _) => Task.CompletedTask)
        );

    private async Task<ActraPolicyException> AssertRefused(Refund refund)
    {
        var ran = false;
        var e = await Assert.ThrowsAsync<ActraPolicyException>(() =>
            _desk.Runtime().AdmitAsync(refund, (_, _) => Task.FromResult(ran = true))
        );
        Assert.False(ran);
        return e;
    }

    [ActraAction("refund")]
    private record BigRefund(string OrderId, decimal Amount);

    [ActraAction("noop")]
    private sealed record HarmlessLooking(string OrderId, decimal Amount) : BigRefund(OrderId, Amount);

    [ActraExempt("counts only")]
    private sealed record Counted(int Number);
}
