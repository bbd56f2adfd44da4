using System.Reflection;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class ResolverTests
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task Resolvers_run_once_per_decision()
    {
        var runtime = _desk.Runtime();

        await runtime.EvaluateAsync(new Refund("A", 1));
        Assert.Equal((1, 1), (_desk.ActorResolutions, _desk.SnapshotResolutions));

        await runtime.AdmitAsync(new Refund("A", 1), (_, _) => Task.FromResult(true));
        Assert.Equal((2, 2), (_desk.ActorResolutions, _desk.SnapshotResolutions));

        await Assert.ThrowsAsync<ActraPolicyException>(() =>
            runtime.AdmitAsync(new Refund("A", 6000), (_, _) => Task.FromResult(true))
        );
        Assert.Equal((3, 3), (_desk.ActorResolutions, _desk.SnapshotResolutions));
    }

    [Fact]
    public async Task An_asynchronous_snapshot_is_awaited()
    {
        _desk.Frozen = true;

        Assert.Equal("frozen", (await _desk.Runtime().EvaluateAsync(new Refund("A", 1))).RuleId);
    }

    [Fact]
    public async Task A_snapshot_resolver_for_other_actions_is_not_asked()
    {
        await _desk.Runtime().EvaluateAsync("noop");

        Assert.Equal(0, _desk.SnapshotResolutions);
    }

    [Fact]
    public async Task A_failing_actor_resolver_is_an_error_and_the_body_does_not_run()
    {
        var runtime = _desk.Runtime(builder =>
            builder.UseActorResolver(
                (Func<ActorEvidence, Actor>)(_ => throw new InvalidOperationException("directory is down"))
            )
        );

        await AssertNotJudged(runtime, "directory is down");
    }

    [Fact]
    public async Task A_failing_snapshot_resolver_is_an_error_and_the_body_does_not_run()
    {
        var runtime = _desk.Runtime(builder =>
            builder.UseSnapshotResolver(
                (Func<ActionRequest, FieldMap>)(_ => throw new InvalidOperationException("database is down"))
            )
        );

        await AssertNotJudged(runtime, "database is down");
    }

    [Fact]
    public async Task A_snapshot_resolvers_rejection_blocks()
    {
        var runtime = _desk.Runtime(builder =>
            builder.UseSnapshotResolver(
                (_, snapshot, _) =>
                {
                    snapshot.Reject("order_unknown", "there is no such order");
                    return ValueTask.CompletedTask;
                }
            )
        );

        var decision = await runtime.EvaluateAsync(new Refund("A", 1));
        Assert.Equal((Effect.Block, "order_unknown: there is no such order"), (decision.Effect, decision.Reason));
        var e = await Assert.ThrowsAsync<ActraPolicyException>(() =>
            runtime.AdmitAsync(new Refund("A", 1), (_, _) => Task.FromResult(true))
        );
        Assert.Equal(AdmissionCodes.Rejected, e.Code);
        Assert.Equal("action `refund` is blocked: order_unknown: there is no such order", e.Message);
    }

    [Fact]
    public async Task The_context_reaches_actor_and_snapshot_resolvers()
    {
        var contexts = new List<object?>();
        var runtime = _desk.Runtime(builder =>
            builder
                .UseContextResolver(() => "request-7")
                .UseActorResolver(evidence =>
                {
                    contexts.Add(evidence.Context);
                    return Actor.User("ann").With("role", "support");
                })
                .UseSnapshotResolver(request =>
                {
                    contexts.Add(request.Context);
                    return [];
                })
        );

        await runtime.EvaluateAsync(new Refund("A", 1));
        await runtime.EvaluateAsync(runtime.NewAction("noop").WithContext("mine"));

        Assert.Equal(["request-7", "request-7", "mine", "mine"], contexts);
    }

    [Fact]
    public async Task A_failing_context_resolver_is_an_error()
    {
        var runtime = _desk.Runtime(builder =>
            builder.UseContextResolver(() => throw new InvalidOperationException("no request"))
        );

        await AssertNotJudged(runtime, "no request");
    }

    [Fact]
    public async Task An_action_type_resolver_names_what_no_attribute_names()
    {
        var asked = new List<MemberInfo>();
        var runtime = _desk.Runtime(builder =>
            builder.UseActionTypeResolver(member =>
            {
                asked.Add(member);
                return "refund";
            })
        );

        Assert.Equal("big", (await runtime.EvaluateAsync(new UnmarkedRefund("A", 6000))).RuleId);
        Assert.Equal([typeof(UnmarkedRefund)], asked);
        await runtime.EvaluateAsync(new Refund("A", 1));
        Assert.Single(asked);
    }

    [Fact]
    public async Task An_action_resolver_builds_the_fields_and_cannot_change_the_action()
    {
        var runtime = _desk.Runtime(builder =>
            builder.UseActionResolver(source => new FieldMap
            {
                { "order_id", "built" },
                { "amount", 6000 },
                { "type", "noop" },
                { "colour", "red" },
            })
        );

        var decision = await runtime.EvaluateAsync(new Refund("A", 1));

        Assert.Equal("6000 is too much for order built", decision.Reason);
        Assert.Equal(2, _desk.Seen[0].Input.Action.Count);
    }

    [Fact]
    public async Task A_failing_action_resolver_is_an_error()
    {
        var runtime = _desk.Runtime(builder =>
            builder.UseActionResolver(_ => throw new InvalidOperationException("no rate"))
        );

        await AssertNotJudged(runtime, "the action resolver failed: no rate");
    }

    [Fact]
    public async Task Observers_see_what_was_judged_and_their_failures_break_nothing()
    {
        var runtime = _desk.Runtime(builder => builder.OnDecision(_ => throw new InvalidOperationException("no disk")));

        Assert.Equal(7, await runtime.AdmitAsync(new Refund("A", 1), (_, _) => Task.FromResult(7)));

        var seen = Assert.Single(_desk.Seen);
        Assert.Equal("small", seen.Decision.RuleId);
        Assert.Equal(1, seen.Input.Action["amount"].AsNumber);
        Assert.Equal("support", seen.Input.Actor["role"].AsString);
        Assert.False(seen.Input.Snapshot["frozen"].AsBoolean);
        Assert.Equal("ann", seen.Actor.Id);
        Assert.Equal(WorkKind.Call, seen.Kind);
    }

#pragma warning disable MA0147 // The very mistake that is to be refused.
    [Fact]
    public void An_observer_that_is_async_void_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            _desk.Runtime(builder => builder.OnDecision(async _ => await Task.Yield()))
        );

#pragma warning restore MA0147

    private async Task AssertNotJudged(ActraRuntime runtime, string cause)
    {
        var ran = false;
        var evaluated = await Assert.ThrowsAsync<ActraException>(async () =>
            await runtime.EvaluateAsync(new Refund("A", 1))
        );
        var admitted = await Assert.ThrowsAsync<ActraException>(() =>
            runtime.AdmitAsync(new Refund("A", 1), (_, _) => Task.FromResult(ran = true))
        );

        Assert.Contains(cause, evaluated.Message, StringComparison.Ordinal);
        Assert.Contains(cause, admitted.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", admitted.ToString(), StringComparison.Ordinal);
        Assert.False(ran);
        Assert.Empty(_desk.Seen);
    }
}
