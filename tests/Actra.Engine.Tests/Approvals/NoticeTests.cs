using Actra.Approvals;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

/// <summary>Who wants to be told of requests is told of what changed, and of nothing else.</summary>
public sealed class NoticeTests
{
    private readonly Requests _requests = new();

    [Fact]
    public void Parking_tells_that_somebody_has_to_decide()
    {
        var parked = ApprovalMachine.Park(SampleApprovals.Approval(_requests.Clock), null, _requests.Now);
        var notice = Assert.Single(parked.Notices);
        Assert.Equal((ApprovalEvents.Requested, "rita", null), (notice.Event, notice.By, notice.Comment));
        var again = ApprovalMachine.Park(SampleApprovals.Approval(_requests.Clock), parked.Request, _requests.Now);
        Assert.Empty(again.Notices);
    }

    [Theory]
    [InlineData("cancel", ApprovalState.Pending, "approval.cancelled")]
    [InlineData("expire", ApprovalState.Pending, "approval.expired")]
    [InlineData("approve", ApprovalState.Pending, "approval.approved")]
    [InlineData("deny", ApprovalState.Pending, "approval.denied")]
    [InlineData("emergency", ApprovalState.Pending, "approval.break_glass, approval.approved")]
    [InlineData("break-glass", ApprovalState.Pending, "approval.break_glass, approval.approved")]
    [InlineData("escalate", ApprovalState.Pending, "approval.escalated")]
    [InlineData("release", ApprovalState.Approved, "approval.released")]
    [InlineData("revoke", ApprovalState.Approved, "approval.revoked")]
    [InlineData("unrelease", ApprovalState.Released, "approval.approved")]
    [InlineData("claim", ApprovalState.Released, "approval.executing")]
    [InlineData("block", ApprovalState.Released, "approval.blocked")]
    [InlineData("supersede", ApprovalState.Released, "approval.superseded")]
    [InlineData("renew", ApprovalState.Executing, "")]
    [InlineData("complete", ApprovalState.Executing, "approval.executed")]
    [InlineData("fail", ApprovalState.Executing, "approval.failed")]
    [InlineData("put back", ApprovalState.Executing, "approval.released")]
    [InlineData("lose lease", ApprovalState.Executing, "approval.held")]
    [InlineData("replay", ApprovalState.Held, "approval.approved")]
    [InlineData("erase", ApprovalState.Denied, "")]
    public void Each_change_is_told_by_its_name(string what, ApprovalState from, string events)
    {
        var request = _requests.In(from);
        var (command, at) = Command(what, request);
        var change = ApprovalMachine.Apply(request, command, at);
        Assert.True(change.Succeeded, change.Message);
        Assert.Equal(events, string.Join(", ", change.Notices.Select(notice => notice.Event)));
    }

    [Fact]
    public void A_vote_that_counts_is_told_and_one_that_is_refused_is_not()
    {
        var two = Requests.Rich with { Groups = [new Actra.Model.ApprovalGroup(["finance"], 2)], DenyThreshold = 2 };
        var request = _requests.Pending(requirements: two);
        foreach (var vote in new[] { Requests.Approve(request, "bob", "fine"), Requests.Deny(request, "bob") })
        {
            var notice = Assert.Single(ApprovalMachine.Apply(request, vote, _requests.Now).Notices);
            Assert.Equal((ApprovalEvents.Voted, "bob", vote.Comment), (notice.Event, notice.By, notice.Comment));
            Assert.Equal(ApprovalState.Pending, notice.State);
        }

        Assert.Empty(
            ApprovalMachine.Apply(request, Requests.Approve(request, "bob", null, "x"), _requests.Now).Notices
        );
    }

    [Fact]
    public void A_notice_says_all_that_an_approver_needs_and_has_an_id_of_its_own()
    {
        var request = _requests.Pending(requirements: Requests.Rich) with { Tenant = "acme" };
        var vote = Requests.Emergency(request) with { By = new Approver("omar", ["on-call"]) { Tenant = "acme" } };
        var change = ApprovalMachine.Apply(request, vote, _requests.Now);
        var (first, second) = (change.Notices[0], change.Notices[1]);
        Assert.NotEqual(first.Id, second.Id);
        Assert.True(first.IsAlwaysKept && !second.IsAlwaysKept);
        Assert.Equal(("omar", "the house burns"), (first.By, first.Comment));
        var next = change.Request!;
        Assert.Equivalent(
            new
            {
                At = _requests.Now,
                ApprovalId = next.Id,
                next.Work.Service,
                Tenant = "acme",
                next.Work.Kind,
                next.Work.Endpoint,
                next.Work.WorkId,
                next.Asked,
                next.Requester,
                State = ApprovalState.Approved,
                next.ExpiresAt,
                next.ValidUntil,
                next.ShownDigest,
            },
            first
        );
        Assert.Equal(first.Id, ApprovalMachine.Apply(request, vote, _requests.Now).Notices[0].Id);
    }

    private (ApprovalCommand, DateTimeOffset) Command(string what, ApprovalRequest request) =>
        what switch
        {
            "cancel" => (new ApprovalCommand.Cancel(new Approver("rita", []), null), _requests.Now),
            "expire" => (new ApprovalCommand.Expire(), request.ExpiresAt),
            "approve" => (Requests.Approve(request), _requests.Now),
            "deny" => (Requests.Deny(request), _requests.Now),
            "emergency" => (Requests.Emergency(request), _requests.Now),
            "break-glass" => (new ApprovalCommand.BreakGlass(["olga", "omar"], "fire"), _requests.Now),
            "escalate" => (new ApprovalCommand.Escalate(), request.CreatedAt.AddMinutes(30)),
            "release" => (new ApprovalCommand.Release(), _requests.Now),
            "revoke" => (new ApprovalCommand.Revoke(SampleApprovals.Finance(), null), _requests.Now),
            "unrelease" => (new ApprovalCommand.Unrelease(DateTimeOffset.MaxValue), _requests.Now),
            "claim" => (new ApprovalCommand.Claim("w", Requests.Lease), _requests.Now),
            "block" => (new ApprovalCommand.Block("no longer"), _requests.Now),
            "supersede" => (new ApprovalCommand.Supersede("apr_new"), _requests.Now),
            "renew" => (new ApprovalCommand.Renew(1, Requests.Lease), _requests.Now),
            "complete" => (new ApprovalCommand.Complete(1), _requests.Now),
            "fail" => (new ApprovalCommand.Fail(1, "it broke"), _requests.Now),
            "put back" => (new ApprovalCommand.PutBack(1), _requests.Now),
            "lose lease" => (new ApprovalCommand.LoseLease(), request.LeaseUntil!.Value),
            "replay" => (new ApprovalCommand.Replay(SampleApprovals.Finance(), null), _requests.Now),
            _ => (new ApprovalCommand.Erase(Fields: true, "dpo"), _requests.Now),
        };
}
