using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Resolution;

namespace Actra.Engine.Tests.Guard;

public class ResumptionTests
{
    private readonly GuardWorld _world = new();

    [Fact]
    public async Task Approved_work_is_claimed_and_runs_once()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);

        var first = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));
        Assert.Equal(
            (AdmissionKind.Run, AdmissionCodes.Approved, request.Id),
            (first.Kind, first.Code, first.ApprovalId)
        );
        Assert.True(await first.Lease!.CompleteAsync());
        Assert.Equal(ApprovalState.Executed, await _world.StateAsync(request.Id));

        var second = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));
        Assert.Equal((AdmissionKind.Drop, AdmissionCodes.Duplicate), (second.Kind, second.Code));
        Assert.Contains(
            await _world.RecordsAsync(),
            record => record.Kind == AuditKind.Dropped && record.ApprovalId == request.Id
        );
    }

    [Fact]
    public async Task Approved_work_is_found_without_a_hint()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);

        await using var lease = (await _world.AdmitAsync(GuardWorld.Refund(5000))).Lease;

        Assert.NotNull(lease);
    }

    [Fact]
    public async Task A_message_whose_handler_failed_goes_to_the_fault_queue_when_it_comes_back()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        var first = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));
        Assert.True(await first.Lease!.FailAsync("no such account"));

        // Its request has nothing to move any more: were it taken for a parked copy, nobody would have it when the grant is over.
        var again = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.ApprovalFailed), (again.Kind, again.Code));
        Assert.Contains("no such account", again.Reason);
        Assert.Equal(ApprovalState.Failed, await _world.StateAsync(request.Id));
        Assert.Contains(await _world.RecordsAsync(), record => record.Detail == AdmissionCodes.ApprovalFailed);
    }

    [Fact]
    public async Task An_approval_is_no_use_to_other_work()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);

        var changed = await _world.AdmitAsync(GuardWorld.Refund(6000, hint: request.Id));
        var copied = await _world.AdmitAsync(GuardWorld.Refund(5000, id: "m-2", hint: request.Id));

        Assert.Equal(AdmissionKind.Park, changed.Kind);
        Assert.Equal(AdmissionKind.Park, copied.Kind);
        Assert.NotEqual(request.Id, changed.ApprovalId);
        Assert.NotEqual(request.Id, copied.ApprovalId);
    }

    [Fact]
    public async Task Work_that_is_pending_does_not_run_whatever_it_says_of_itself()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));

        var again = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id, redelivered: true));

        Assert.Equal((AdmissionKind.Park, request.Id), (again.Kind, again.ApprovalId));
        Assert.Null(again.Approval);
    }

    [Fact]
    public async Task A_second_worker_waits_while_the_first_holds_the_lease()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        await using var held = (await _world.AdmitAsync(GuardWorld.Refund(5000))).Lease;

        var second = await _world.AdmitAsync(GuardWorld.Refund(5000, redelivered: true));

        Assert.Equal((AdmissionKind.Defer, AdmissionCodes.LeaseHeld), (second.Kind, second.Code));
    }

    [Fact]
    public async Task Work_whose_worker_vanished_is_held_for_a_person()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        var claim = await _world.Store.ChangeAsync(
            request.Id,
            new ApprovalCommand.Claim("worker-2", TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
        Assert.True(claim.Succeeded);
        _world.Clock.Advance(TimeSpan.FromMinutes(2));

        var again = await _world.AdmitAsync(GuardWorld.Refund(5000, redelivered: true));

        Assert.Equal(AdmissionKind.Park, again.Kind);
        Assert.Equal(ApprovalState.Held, await _world.StateAsync(request.Id));
    }

    [Fact]
    public async Task Eight_workers_that_get_the_same_work_start_it_once()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);

        var admissions = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id))))
        );

        var winner = Assert.Single(admissions, admission => admission.Kind == AdmissionKind.Run);
        await winner.Lease!.CompleteAsync();
    }

    [Fact]
    public async Task Approved_work_is_judged_again_and_blocked_where_the_world_has_changed()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        _world.World = (_, snapshot) => snapshot.Set("limit", 1000).Set("locked", true);

        var admission = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.BlockedAfterApproval), (admission.Kind, admission.Code));
        Assert.Equal(ApprovalState.Blocked, await _world.StateAsync(request.Id));
    }

    [Fact]
    public async Task Approved_work_that_another_rule_asks_for_parks_anew_and_names_the_old_request()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        _world.Policies.Change(GuardWorld.Policy.Replace("literal: 10000", "literal: 3000"));

        var admission = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));

        Assert.Equal(AdmissionKind.Park, admission.Kind);
        Assert.Equal(
            (2, request.Id, "huge"),
            (admission.Approval!.Generation, admission.Approval.Supersedes, admission.Approval.Asked[0].RuleId)
        );
        Assert.Equal(ApprovalState.Superseded, await _world.StateAsync(request.Id));
    }

    [Fact]
    public async Task Who_asked_is_frozen_and_what_they_may_do_is_resolved_afresh()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        var seen = new List<ActorIdentity?>();
        _world.WhoAsks = evidence =>
        {
            seen.Add(evidence.Identity);
            return Actor.User("somebody-else").With("role", "intern");
        };

        var admission = await _world.AdmitAsync(
            GuardWorld.Refund(5000, by: GuardWorld.Alice with { Id = "pump" }, hint: request.Id)
        );

        Assert.Equal("alice", admission.Actor.Id);
        Assert.Equal(["alice"], seen.Select(identity => identity!.Id));
        await admission.Lease!.DisposeAsync();
    }

    [Fact]
    public async Task A_second_copy_of_denied_work_is_refused_and_opens_nothing()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.Approvals.DenyAsync(request.Id, new Approver("frank", ["finance"]), request.ShownDigest, "no");

        var duplicate = await _world.AdmitAsync(GuardWorld.Refund(5000));

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.ApprovalDenied), (duplicate.Kind, duplicate.Code));
        Assert.Equal(1, duplicate.ClosedGeneration);
    }

    [Fact]
    public async Task A_denied_copy_that_an_operator_shovels_back_from_the_fault_queue_opens_a_new_request()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.Approvals.DenyAsync(request.Id, new Approver("frank", ["finance"]), request.ShownDigest, "no");

        var shovelled = await _world.AdmitAsync(GuardWorld.Refund(5000, closed: 1));

        Assert.Equal((AdmissionKind.Park, 2), (shovelled.Kind, shovelled.Approval!.Generation));
    }

    [Fact]
    public async Task Failed_work_that_comes_back_after_its_grant_is_over_goes_to_the_fault_queue()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        var run = await _world.AdmitAsync(GuardWorld.Refund(5000));
        Assert.True(await run.Lease!.FailAsync("the bank is closed"));
        _world.Clock.Advance(TimeSpan.FromHours(3));
        Assert.True(
            (await _world.Store.ChangeAsync(request.Id, new ApprovalCommand.Expire(), CancellationToken.None)).Succeeded
        );

        var again = await _world.AdmitAsync(GuardWorld.Refund(5000));

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.ApprovalClosed), (again.Kind, again.Code));
    }

    [Fact]
    public async Task A_grant_that_is_over_runs_nothing()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        _world.Clock.Advance(TimeSpan.FromHours(3));

        var late = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));

        Assert.NotEqual(AdmissionKind.Run, late.Kind);
    }

    [Fact]
    public async Task Work_that_was_put_back_is_claimed_again_by_its_next_delivery()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        var first = await _world.AdmitAsync(GuardWorld.Refund(5000));
        Assert.True(await first.Lease!.PutBackAsync());

        var second = await _world.AdmitAsync(GuardWorld.Refund(5000, redelivered: true));

        Assert.Equal(AdmissionKind.Run, second.Kind);
        Assert.True(await second.Lease!.CompleteAsync());
    }

    [Fact]
    public async Task Work_that_is_put_back_after_its_lease_has_lapsed_waits_for_a_person()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        var claim = new ApprovalCommand.Claim("worker-2", TimeSpan.FromMinutes(1));
        var held = (await _world.Store.ChangeAsync(request.Id, claim, CancellationToken.None)).Request!;
        _world.Clock.Advance(TimeSpan.FromMinutes(1));

        await _world.Store.ChangeAsync(
            request.Id,
            new ApprovalCommand.PutBack(held.FencingToken),
            CancellationToken.None
        );

        Assert.Equal(ApprovalState.Held, await _world.StateAsync(request.Id));
    }
}
