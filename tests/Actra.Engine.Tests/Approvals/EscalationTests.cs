using Actra.Approvals;
using Actra.Audit;
using Actra.Model;

namespace Actra.Engine.Tests.Approvals;

public sealed class EscalationTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly ApprovalRequirement Early = Requests.Rich with
    {
        EscalateAfter = TimeSpan.FromMinutes(10),
        EscalateTo = ["lead"],
    };

    private readonly Requests _requests = new();

    [Fact]
    public void Whom_it_is_escalated_to_votes_from_its_time_on_whether_or_not_a_timer_ran()
    {
        var request = _requests.Pending(requirements: Requests.Rich);
        var vote = Requests.Approve(request, "dora", null, "director");
        var at = request.CreatedAt + TimeSpan.FromMinutes(30);

        Assert.Equal(ApprovalOutcome.MissingRole, ApprovalMachine.Apply(request, vote, at - Tick).Outcome);
        Assert.Equal(ApprovalState.Approved, _requests.Do(request, vote, at).State);
        Assert.Equal(ApprovalState.Approved, _requests.Do(request, Requests.Approve(request), at).State);
    }

    [Fact]
    public void A_vote_of_whom_it_is_escalated_to_fills_any_place_and_only_one()
    {
        var two = Requests.Rich with { Groups = [new ApprovalGroup(["finance"], 1), new ApprovalGroup(["legal"], 1)] };
        var request = _requests.Pending(requirements: two);
        _requests.Clock.Advance(TimeSpan.FromMinutes(30));

        var once = _requests.Do(request, Requests.Approve(request, "dora", null, "director"));
        Assert.Equal(ApprovalState.Pending, once.State);
        Assert.Equal(ApprovalState.Approved, _requests.Do(once, Requests.Approve(once, "l", null, "legal")).State);
        Assert.Equal(ApprovalState.Approved, _requests.Do(once, Requests.Approve(once, "f", null, "finance")).State);
    }

    [Fact]
    public void A_vote_before_the_time_does_not_come_to_count_as_escalated()
    {
        var two = Requests.Rich with { Groups = [new ApprovalGroup(["finance"], 1), new ApprovalGroup(["legal"], 1)] };
        var request = _requests.Pending(requirements: two);
        request = _requests.Do(request, Requests.Approve(request, "dora", null, "director", "finance"));
        _requests.Clock.Advance(TimeSpan.FromMinutes(30));

        request = _requests.Do(request, Requests.Approve(request, "f", null, "finance"));

        Assert.Equal(ApprovalState.Pending, request.State);
    }

    [Fact]
    public void Whom_it_is_escalated_to_may_deny()
    {
        var request = _requests.Pending(requirements: Requests.Rich with { DenyThreshold = 2 });
        _requests.Clock.Advance(TimeSpan.FromMinutes(30));
        request = _requests.Do(request, Requests.Deny(request, "dora", "director"));
        Assert.Equal(ApprovalState.Pending, request.State);
        Assert.Equal(ApprovalState.Denied, _requests.Do(request, Requests.Deny(request, "f")).State);
    }

    [Fact]
    public void Each_requirement_is_escalated_in_its_own_time_and_to_its_own_roles()
    {
        var request = _requests.Pending(requirements: [Requests.Rich, Early]);
        Assert.Equal(request.CreatedAt + TimeSpan.FromMinutes(10), ApprovalMachine.DueAt(request));

        var first = Escalate(request, TimeSpan.FromMinutes(10));
        Assert.Equal("escalated to: lead", Assert.Single(first.Records).Detail);
        Assert.Equal(AuditKind.Escalated, first.Records[0].Kind);
        Assert.Equal((ApprovalEvents.Escalated, "escalated to: lead"), Told(first));
        Assert.Equal(request.CreatedAt + TimeSpan.FromMinutes(30), ApprovalMachine.DueAt(first.Request!));
        Assert.Equal(
            ApprovalOutcome.TooEarly,
            ApprovalMachine.Apply(first.Request!, new ApprovalCommand.Escalate(), _requests.Now + Tick).Outcome
        );

        var second = Escalate(first.Request!, TimeSpan.FromMinutes(20));
        Assert.Equal("escalated to: director", Assert.Single(second.Records).Detail);
        Assert.Equal(request.ExpiresAt, ApprovalMachine.DueAt(second.Request!));
    }

    [Fact]
    public void A_timer_that_comes_late_escalates_all_that_is_due_at_once()
    {
        var request = _requests.Pending(requirements: [Requests.Rich, Early]);
        var late = Escalate(request, TimeSpan.FromMinutes(40));
        Assert.Equal("escalated to: director, lead", Assert.Single(late.Records).Detail);
        Assert.Equal(request.ExpiresAt, ApprovalMachine.DueAt(late.Request!));
    }

    [Fact]
    public void An_escalation_after_the_end_of_votes_never_comes()
    {
        var request = _requests.Pending(requirements: Requests.Rich with { EscalateAfter = TimeSpan.FromHours(3) });
        Assert.Equal(request.ExpiresAt, ApprovalMachine.DueAt(request));
        var change = ApprovalMachine.Apply(request, new ApprovalCommand.Escalate(), request.CreatedAt.AddHours(4));
        Assert.Equal(ApprovalOutcome.TooLate, change.Outcome);
    }

    [Fact]
    public void Whom_it_would_have_been_escalated_to_has_no_say_about_what_was_approved_before()
    {
        var director = new Approver("dora", ["director"]);
        var request = _requests.In(ApprovalState.Held);
        _requests.Clock.Advance(TimeSpan.FromMinutes(45));
        foreach (
            ApprovalCommand command in new ApprovalCommand[]
            {
                new ApprovalCommand.Revoke(director, null),
                new ApprovalCommand.Replay(director, null),
            }
        )
        {
            Assert.Equal(ApprovalOutcome.MissingRole, ApprovalMachine.Apply(request, command, _requests.Now).Outcome);
        }

        var escalated = _requests.Pending(requirements: Requests.Rich);
        _requests.Clock.Advance(TimeSpan.FromMinutes(30));
        escalated = _requests.Do(escalated, Requests.Approve(escalated, "dora", null, "director"));
        Assert.Equal(ApprovalState.Revoked, _requests.Do(escalated, new ApprovalCommand.Revoke(director, null)).State);
    }

    private ApprovalChange Escalate(ApprovalRequest request, TimeSpan after)
    {
        _requests.Clock.Advance(after);
        var change = ApprovalMachine.Apply(request, new ApprovalCommand.Escalate(), _requests.Now);
        Assert.True(change.Succeeded, change.Message);
        return change;
    }

    private static (string, string?) Told(ApprovalChange change)
    {
        var notice = Assert.Single(change.Notices);
        return (notice.Event, notice.Comment);
    }
}
