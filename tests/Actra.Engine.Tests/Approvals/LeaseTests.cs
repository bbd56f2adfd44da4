using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

public sealed class LeaseTests
{
    private static readonly ApprovalRequirement Rerun = SampleApprovals.Requirement with
    {
        OnLostLease = LostLease.Rerun,
    };

    private readonly Requests _requests = new();

    [Fact]
    public void A_second_claim_is_told_who_holds_it()
    {
        var request = _requests.In(ApprovalState.Executing);
        var second = ApprovalMachine.Apply(request, new ApprovalCommand.Claim("x", Requests.Lease), _requests.Now);
        Assert.Equal(ApprovalOutcome.LeaseHeld, second.Outcome);
        Assert.Contains("`w`", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lease_that_ran_out_is_not_taken_over_before_it_is_settled()
    {
        var request = _requests.In(ApprovalState.Executing);
        var late = _requests.Now + TimeSpan.FromMinutes(10);
        var second = ApprovalMachine.Apply(request, new ApprovalCommand.Claim("x", Requests.Lease), late);
        Assert.Equal(ApprovalOutcome.LeaseHeld, second.Outcome);
    }

    [Fact]
    public void An_old_holder_can_do_nothing_any_more()
    {
        var request = _requests.In(ApprovalState.Held);
        request = _requests.Do(request, new ApprovalCommand.Replay(SampleApprovals.Finance(), null));
        request = _requests.Do(request, new ApprovalCommand.Release());
        request = _requests.Do(request, new ApprovalCommand.Claim("x", Requests.Lease));
        Assert.Equal(2, request.FencingToken);
        foreach (
            var old in new ApprovalCommand[]
            {
                new ApprovalCommand.Renew(1, Requests.Lease),
                new ApprovalCommand.Complete(1),
                new ApprovalCommand.Fail(1, "e"),
                new ApprovalCommand.PutBack(1),
            }
        )
        {
            var change = ApprovalMachine.Apply(request, old, _requests.Now);
            Assert.Equal(ApprovalOutcome.LeaseLost, change.Outcome);
            Assert.Same(request, change.Request);
            Assert.Equal(old is ApprovalCommand.Renew ? [] : [AuditKind.Refused], change.Records.Select(r => r.Kind));
        }

        Assert.Equal(ApprovalState.Executed, _requests.Do(request, new ApprovalCommand.Complete(2)).State);
    }

    [Fact]
    public void Renewals_move_the_end_and_are_not_recorded()
    {
        var request = _requests.In(ApprovalState.Executing);
        _requests.Clock.Advance(TimeSpan.FromSeconds(20));
        var change = ApprovalMachine.Apply(request, new ApprovalCommand.Renew(1, Requests.Lease), _requests.Now);
        Assert.Equal(_requests.Now + Requests.Lease, change.Request!.LeaseUntil);
        Assert.Empty(change.Records);
    }

    [Fact]
    public void A_lease_is_lost_when_it_ends_and_not_before()
    {
        var request = _requests.In(ApprovalState.Executing);
        var end = request.LeaseUntil!.Value;
        var early = ApprovalMachine.Apply(request, new ApprovalCommand.LoseLease(), end - TimeSpan.FromTicks(1));
        Assert.Equal(ApprovalOutcome.TooEarly, early.Outcome);
        var held = _requests.Do(request, new ApprovalCommand.LoseLease(), end);
        Assert.Equal((ApprovalState.Held, null, null), (held.State, held.LeaseOwner, held.LeaseUntil));
        Assert.Equal(request.FencingToken, held.FencingToken);
    }

    [Fact]
    public void Work_that_may_run_twice_is_released_again()
    {
        var end = _requests.Now + Requests.Lease;
        var released = _requests.Do(Executing(Rerun), new ApprovalCommand.LoseLease(), end);
        Assert.Equal((ApprovalState.Released, end), (released.State, released.ReleasedAt));
    }

    [Fact]
    public void With_several_actions_hold_wins() =>
        Assert.Equal(
            ApprovalState.Held,
            _requests
                .Do(
                    Executing(Rerun, SampleApprovals.Requirement),
                    new ApprovalCommand.LoseLease(),
                    _requests.Now + Requests.Lease
                )
                .State
        );

    [Fact]
    public void Work_put_back_waits_for_its_redelivery_from_then_on()
    {
        var request = _requests.In(ApprovalState.Executing);
        _requests.Clock.Advance(TimeSpan.FromSeconds(30));
        var back = _requests.Do(request, new ApprovalCommand.PutBack(1));
        Assert.Equal((ApprovalState.Released, _requests.Now), (back.State, back.ReleasedAt));
        var soon = ApprovalMachine.Apply(back, new ApprovalCommand.Unrelease(_requests.Now), _requests.Now);
        Assert.Equal(ApprovalOutcome.TooEarly, soon.Outcome);
        Assert.Equal(2, _requests.Do(back, new ApprovalCommand.Claim("x", Requests.Lease)).FencingToken);
    }

    [Theory]
    [InlineData(ApprovalState.Approved)]
    [InlineData(ApprovalState.Released)]
    [InlineData(ApprovalState.Failed)]
    [InlineData(ApprovalState.Held)]
    public void A_grant_that_is_over_runs_nothing_even_before_the_timer(ApprovalState state)
    {
        var request = _requests.In(state, WorkKind.Job);
        var end = request.ValidUntil!.Value;
        ApprovalCommand run = state switch
        {
            ApprovalState.Approved or ApprovalState.Released => new ApprovalCommand.Claim("w", Requests.Lease),
            _ => new ApprovalCommand.Replay(SampleApprovals.Finance(), null),
        };
        Assert.True(ApprovalMachine.Apply(request, run, end - TimeSpan.FromTicks(1)).Succeeded);
        Assert.Equal(ApprovalOutcome.TooLate, ApprovalMachine.Apply(request, run, end).Outcome);
        var expire = new ApprovalCommand.Expire();
        Assert.Equal(
            ApprovalOutcome.TooEarly,
            ApprovalMachine.Apply(request, expire, end - TimeSpan.FromTicks(1)).Outcome
        );
        Assert.Equal(ApprovalState.Expired, _requests.Do(request, expire, end).State);
    }

    [Fact]
    public void A_grant_that_is_over_sends_nothing()
    {
        var request = _requests.In(ApprovalState.Approved);
        var late = ApprovalMachine.Apply(request, new ApprovalCommand.Release(), request.ValidUntil!.Value);
        Assert.Equal(ApprovalOutcome.TooLate, late.Outcome);
    }

    [Fact]
    public void A_running_handler_does_not_expire_and_may_end_after_its_grant()
    {
        var request = _requests.In(ApprovalState.Executing);
        var late = request.ValidUntil!.Value + TimeSpan.FromHours(1);
        Assert.False(ApprovalMachine.Apply(request, new ApprovalCommand.Expire(), late).Succeeded);
        Assert.Equal(ApprovalState.Executed, _requests.Do(request, new ApprovalCommand.Complete(1), late).State);
    }

    private ApprovalRequest Executing(params IReadOnlyList<ApprovalRequirement> requirements)
    {
        var request = _requests.Pending(requirements: requirements);
        request = _requests.Do(request, Requests.Approve(request));
        request = _requests.Do(request, new ApprovalCommand.Release());
        return _requests.Do(request, new ApprovalCommand.Claim("w", Requests.Lease));
    }
}
