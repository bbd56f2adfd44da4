using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Engine.Tests.Guard;

public class ActionGuardTests
{
    private readonly GuardWorld _world = new();

    [Fact]
    public async Task Allowed_work_runs_and_never_asks_the_store()
    {
        var admission = await _world.AdmitAsync(GuardWorld.Refund(10));

        Assert.Equal(
            (AdmissionKind.Run, AdmissionCodes.Allowed, "small"),
            (admission.Kind, admission.Code, admission.Decision!.RuleId)
        );
        Assert.Equal(0, _world.Store.Calls);
    }

    [Fact]
    public async Task Blocked_work_goes_to_the_fault_queue_with_rule_and_reason_and_is_recorded_first()
    {
        _world.World = (_, snapshot) => snapshot.Set("limit", 1000).Set("locked", true);

        var admission = await _world.AdmitAsync(GuardWorld.Refund(10));

        Assert.Equal(
            (AdmissionKind.Fault, AdmissionCodes.Blocked, "locked"),
            (admission.Kind, admission.Code, admission.Reason)
        );
        var record = Assert.Single(await _world.RecordsAsync());
        Assert.Equal(
            (AuditKind.Decision, "block", "locked", "alice", "signed"),
            (record.Kind, record.Effect, record.Rule, record.Actor, record.ActorSource)
        );
        Assert.Equal("true", record.Inputs["snapshot.locked"]);
    }

    [Fact]
    public async Task Work_that_needs_approval_parks_with_what_an_approver_must_see()
    {
        var admission = await _world.AdmitAsync(GuardWorld.Refund(5000));

        Assert.Equal((AdmissionKind.Park, AdmissionCodes.ApprovalPending), (admission.Kind, admission.Code));
        var approval = admission.Approval!;
        Assert.Equal(
            ("refunds", "m-1", 1, "alice"),
            (approval.Work.Endpoint, approval.Work.WorkId, approval.Generation, approval.Requester.Id)
        );
        var asked = Assert.Single(approval.Asked);
        Assert.Equal(("large", "5000 by alice", "5000"), (asked.RuleId, asked.Reason, asked.Fields["amount"]));
        Assert.Equal(_world.Clock.GetUtcNow().AddHours(1), approval.ExpiresAt);
    }

    [Fact]
    public async Task Work_of_an_unverified_actor_that_needs_approval_is_blocked()
    {
        var admission = await _world.AdmitAsync(
            GuardWorld.Refund(5000, by: GuardWorld.Alice with { Source = ActorSource.Asserted })
        );

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.ActorUnverified), (admission.Kind, admission.Code));
    }

    [Fact]
    public async Task A_resolver_that_names_somebody_else_than_was_proved_is_only_asserting()
    {
        _world.WhoAsks = _ => Actor.User("root").With("role", "support");

        var admission = await _world.AdmitAsync(GuardWorld.Refund(10));

        Assert.Equal(("root", ActorSource.Asserted), (admission.Actor.Id, admission.Actor.Source));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resolver_that_fails_defers_the_work(bool actor)
    {
        if (actor)
        {
            _world.WhoAsks = _ => throw new IOException("directory down");
        }
        else
        {
            _world.World = (_, _) => throw new IOException("database down");
        }

        var admission = await _world.AdmitAsync(GuardWorld.Refund(10));

        Assert.Equal((AdmissionKind.Defer, AdmissionCodes.Unavailable), (admission.Kind, admission.Code));
        Assert.Contains("down", admission.Reason);
        Assert.True(admission.Delay > TimeSpan.Zero);
        await _world.Writer.DisposeAsync();
        var record = Assert.Single(await _world.RecordsAsync());
        Assert.Equal((AuditKind.Deferred, "m-1", "refund"), (record.Kind, record.WorkId, record.Action));
    }

    [Fact]
    public async Task A_resolver_that_fails_once_is_asked_again_before_anything_is_deferred()
    {
        var asked = 0;
        _world.World = (_, snapshot) =>
        {
            if (asked++ == 0)
            {
                throw new IOException("a hiccup");
            }

            snapshot.Set("limit", 1000);
        };

        Assert.Equal(AdmissionKind.Run, (await _world.AdmitAsync(GuardWorld.Refund(10))).Kind);
    }

    [Fact]
    public async Task A_snapshot_without_a_field_that_rules_read_defers_the_work()
    {
        _world.World = (_, _) => { };

        var admission = await _world.AdmitAsync(GuardWorld.Refund(10));

        Assert.Equal(AdmissionKind.Defer, admission.Kind);
        Assert.Contains("limit", admission.Reason);
    }

    [Fact]
    public async Task A_payload_that_does_not_fit_the_schema_goes_to_the_fault_queue()
    {
        var item = new WorkItem
        {
            Kind = WorkKind.Message,
            Endpoint = "refunds",
            WorkId = "m-1",
            Actions = [new WorkAction("refund", new GuardWorld.FixedFields([]), "message")],
            Digest = () => "d",
            Identity = GuardWorld.Alice,
        };

        var admission = await _world.AdmitAsync(item);

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.InputError), (admission.Kind, admission.Code));
        Assert.Contains("amount", admission.Reason);
    }

    [Fact]
    public async Task An_integer_that_a_number_cannot_hold_goes_to_the_fault_queue()
    {
        var item = GuardWorld.Refund(1);
        var unreadable = new WorkItem
        {
            Kind = item.Kind,
            Endpoint = item.Endpoint,
            WorkId = item.WorkId,
            Actions = [new WorkAction("refund", new Unreadable(), "message")],
            Digest = item.Digest,
        };

        var admission = await _world.AdmitAsync(unreadable);

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.InputError), (admission.Kind, admission.Code));
    }

    [Fact]
    public async Task A_snapshot_resolver_may_say_that_work_can_never_be_judged()
    {
        _world.World = (_, snapshot) => snapshot.Reject("account_unknown", "no such account");

        var admission = await _world.AdmitAsync(GuardWorld.Refund(10));

        Assert.Equal(
            (AdmissionKind.Fault, AdmissionCodes.Rejected, "account_unknown: no such account"),
            (admission.Kind, admission.Code, admission.Reason)
        );
    }

    [Fact]
    public async Task A_log_that_cannot_take_the_record_of_a_block_defers_the_work()
    {
        var guard = new ActionGuard(
            new GuardOptions { ServiceName = "payments" },
            _world.Policies,
            new ActraResolvers(),
            _world.Store,
            new AuditWriter(new BrokenLog()),
            clock: _world.Clock
        );

        var admission = await guard.AdmitAsync(GuardWorld.Refund(10), CancellationToken.None);

        Assert.Equal(AdmissionKind.Defer, admission.Kind);
    }

    [Fact]
    public async Task A_store_that_is_down_defers_what_needs_approval_and_stops_nothing_else()
    {
        _world.Store.Down = true;

        Assert.Equal(AdmissionKind.Defer, (await _world.AdmitAsync(GuardWorld.Refund(5000))).Kind);
        Assert.Equal(AdmissionKind.Run, (await _world.AdmitAsync(GuardWorld.Refund(10))).Kind);
    }

    [Fact]
    public async Task Cancellation_leaves_the_work_where_it_is()
    {
        _world.WhoAsks = _ => throw new OperationCanceledException();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await _world.Guard.AdmitAsync(GuardWorld.Refund(10), new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task Where_a_delivery_is_several_actions_the_strictest_answer_wins()
    {
        var refund = GuardWorld.Refund(5000);
        var both = new WorkItem
        {
            Kind = refund.Kind,
            Endpoint = refund.Endpoint,
            WorkId = refund.WorkId,
            Actions = [new WorkAction("ping", new GuardWorld.FixedFields([]), "message"), refund.Actions[0]],
            Digest = refund.Digest,
            Identity = GuardWorld.Alice,
        };

        Assert.Equal(AdmissionKind.Park, (await _world.AdmitAsync(both)).Kind);
    }

    [Fact]
    public async Task What_has_nowhere_to_wait_is_blocked()
    {
        var refund = GuardWorld.Refund(5000);
        var temporary = new WorkItem
        {
            Kind = refund.Kind,
            Endpoint = refund.Endpoint,
            WorkId = refund.WorkId,
            Actions = refund.Actions,
            Digest = refund.Digest,
            Identity = GuardWorld.Alice,
            CanPark = false,
        };

        var admission = await _world.AdmitAsync(temporary);

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.CannotPark), (admission.Kind, admission.Code));
    }

    [Fact]
    public async Task An_observer_that_throws_changes_nothing()
    {
        var guard = new ActionGuard(
            new GuardOptions { ServiceName = "payments" },
            new FixedPolicy(_world.Policies.Current),
            new ActraResolvers(),
            observers: [new Thrower()]
        );
        var item = new WorkItem
        {
            Kind = WorkKind.Message,
            Endpoint = "q",
            Actions = [new WorkAction("ping", new GuardWorld.FixedFields([]), "message")],
            Digest = () => "d",
        };

        Assert.Equal(AdmissionKind.Run, (await guard.AdmitAsync(item, CancellationToken.None)).Kind);
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        var options = new GuardOptions { ServiceName = "no blanks", Lease = TimeSpan.Zero };

        var error = Assert.Throws<ArgumentException>(options.Validate);

        Assert.Contains("ServiceName", error.Message);
        Assert.Contains("Lease", error.Message);
    }

    private sealed class Unreadable : IFieldReader
    {
        public FieldMap Read(object contract) => new FieldMap().Set("amount", (1L << 53) + 1);
    }

    private sealed class Thrower : IDecisionObserver
    {
        public void OnDecision(DecisionEvent decision) => throw new InvalidOperationException("observer");
    }

    private sealed class BrokenLog : IAuditLog
    {
        public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
            throw new IOException("disk full");

        public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) =>
            throw new IOException("disk full");
    }
}
