using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

public sealed class ParkAndPeopleTests
{
    private readonly Requests _requests = new();

    [Fact]
    public void A_new_request_is_recorded_once()
    {
        var approval = SampleApprovals.Approval(_requests.Clock);
        var parked = ApprovalMachine.Park(approval, null, _requests.Now);
        var record = Assert.Single(parked.Records);
        Assert.Equal(
            (AuditKind.Parked, approval.Id, "rita", "signed"),
            (record.Kind, record.ApprovalId, record.Actor, record.ActorSource)
        );
        Assert.Empty(ApprovalMachine.Park(approval, parked.Request, _requests.Now).Records);
    }

    [Fact]
    public void A_requirement_that_nobody_could_meet_or_that_asks_nobody_is_no_request()
    {
        ApprovalRequirement[] bad =
        [
            SampleApprovals.Requirement with
            {
                Groups = [],
            },
            SampleApprovals.Requirement with
            {
                Groups = [new ApprovalGroup(["finance"], 0)],
            },
            SampleApprovals.Requirement with
            {
                Groups = [new ApprovalGroup([], 1)],
            },
        ];
        Assert.All(
            bad,
            requirement => Assert.Throws<ArgumentException>(() => _requests.Pending(requirements: requirement))
        );
        var none = SampleApprovals.Approval(_requests.Clock) with { Asked = [] };
        Assert.Throws<ArgumentException>(() => ApprovalMachine.Park(none, null, _requests.Now));
    }

    [Fact]
    public void The_id_depends_on_work_and_generation_only()
    {
        var approval = SampleApprovals.Approval(_requests.Clock);
        Assert.Equal(approval.Id, (approval with { PolicyHash = "other" }).Id);
        Assert.NotEqual(approval.Id, (approval with { Generation = 2 }).Id);
        Assert.NotEqual(approval.Id, (approval with { Work = approval.Work with { WorkId = "m-2" } }).Id);
        Assert.NotEqual(approval.Work.Key, (approval.Work with { Digest = "x" }).Key);
    }

    [Fact]
    public void Only_the_requester_cancels()
    {
        var request = _requests.Pending();
        var other = ApprovalMachine.Apply(
            request,
            new ApprovalCommand.Cancel(new Approver("alice", []), null),
            _requests.Now
        );
        Assert.Equal(ApprovalOutcome.MissingRole, other.Outcome);
        Assert.Equal(AuditKind.Refused, Assert.Single(other.Records).Kind);
        var cancelled = _requests.Do(request, new ApprovalCommand.Cancel(new Approver("rita", []), "not needed"));
        Assert.Equal("not needed", cancelled.StateReason);
    }

    [Fact]
    public void Nobody_cancels_for_nobody()
    {
        var request = _requests.Pending(requester: Actra.Resolution.ActorIdentity.Anonymous);
        var change = ApprovalMachine.Apply(
            request,
            new ApprovalCommand.Cancel(new Approver("", []), null),
            _requests.Now
        );
        Assert.Equal(ApprovalOutcome.MissingRole, change.Outcome);
    }

    [Fact]
    public void Revoking_takes_a_role()
    {
        var request = _requests.In(ApprovalState.Released);
        var stranger = new ApprovalCommand.Revoke(new Approver("bob", ["sales"]), null);
        var refused = ApprovalMachine.Apply(request, stranger, _requests.Now);
        Assert.Equal(ApprovalOutcome.MissingRole, refused.Outcome);
        Assert.Equal((AuditKind.Refused, "bob"), (refused.Records.Single().Kind, refused.Records.Single().Actor));
    }

    [Fact]
    public void Replaying_takes_a_role_and_another_person_than_the_requester()
    {
        var request = _requests.In(ApprovalState.Held);
        var stranger = new ApprovalCommand.Replay(new Approver("bob", ["sales"]), null);
        Assert.Equal(ApprovalOutcome.MissingRole, ApprovalMachine.Apply(request, stranger, _requests.Now).Outcome);
        var own = new ApprovalCommand.Replay(new Approver("Rita", ["finance"]), null);
        Assert.Equal(ApprovalOutcome.OwnRequest, ApprovalMachine.Apply(request, own, _requests.Now).Outcome);
    }

    [Fact]
    public async Task People_get_plain_answers_and_every_vote_is_recorded()
    {
        var store = new InMemoryApprovalStore(_requests.Clock);
        var log = new InMemoryAuditLog();
        var approvals = new ApprovalService(store, log, _requests.Clock);
        var two = SampleApprovals.Requirement with { Groups = [new ApprovalGroup(["finance"], 2)] };
        var request = (
            await store.ParkAsync(SampleApprovals.Approval(_requests.Clock, requirements: two), null, default)
        ).Request;
        var shown = request.ShownDigest;

        async Task<VoteOutcome> Approve(string by, string digest, params string[] roles) =>
            (await approvals.ApproveAsync(request.Id, new Approver(by, roles), digest)).Outcome;

        Assert.Equal(
            VoteOutcome.NotFound,
            (await approvals.ApproveAsync("apr_none", SampleApprovals.Finance(), shown)).Outcome
        );
        Assert.Equal(VoteOutcome.MissingRole, await Approve("bob", shown, "sales"));
        Assert.Equal(VoteOutcome.OwnRequest, await Approve("rita", shown, "finance"));
        Assert.Equal(VoteOutcome.ShownChanged, await Approve("bob", "else", "finance"));
        Assert.Equal(VoteOutcome.Recorded, await Approve("bob", shown, "finance"));
        Assert.Equal(VoteOutcome.AlreadyVoted, await Approve("Bob", shown, "finance"));
        Assert.Equal(VoteOutcome.Approved, await Approve("alice", shown, "finance"));
        var late = await approvals.DenyAsync(request.Id, SampleApprovals.Finance("carl"), shown);
        Assert.Equal(VoteOutcome.NotPending, late.Outcome);
        Assert.Contains("approved", late.Message, StringComparison.Ordinal);
        Assert.False(late.Counted);
        Assert.True((await approvals.RevokeAsync(request.Id, SampleApprovals.Finance())).Succeeded);
        Assert.Equal(ApprovalState.Revoked, (await approvals.GetAsync(request.Id))!.State);
        Assert.Single(await approvals.ListAsync());

        Assert.Equal(
            [
                AuditKind.Refused,
                AuditKind.Vote,
                AuditKind.Vote,
                AuditKind.Vote,
                AuditKind.Vote,
                AuditKind.Vote,
                AuditKind.Vote,
                AuditKind.StateChange,
                AuditKind.Vote,
                AuditKind.StateChange,
            ],
            log.Records.Select(record => record.Entry.Kind)
        );
        Assert.True((await AuditVerifier.VerifyAsync(log)).IsIntact);
    }

    [Fact]
    public async Task A_denial_is_told_as_one()
    {
        var store = new InMemoryApprovalStore(_requests.Clock);
        var approvals = new ApprovalService(store, new InMemoryAuditLog(), _requests.Clock);
        var request = (await store.ParkAsync(SampleApprovals.Approval(_requests.Clock), null, default)).Request;
        var vote = await approvals.DenyAsync(request.Id, SampleApprovals.Finance(), request.ShownDigest, "no");
        Assert.Equal((VoteOutcome.Denied, "no"), (vote.Outcome, vote.Request!.StateReason));
        Assert.Equal(
            ApprovalOutcome.WrongState,
            (await approvals.CancelAsync(request.Id, new Approver("rita", []))).Outcome
        );
        Assert.Equal(
            ApprovalOutcome.WrongState,
            (await approvals.ReplayAsync(request.Id, SampleApprovals.Finance())).Outcome
        );
    }

    [Fact]
    public async Task A_missing_comment_and_an_unverified_requester_are_told_apart()
    {
        var store = new InMemoryApprovalStore(_requests.Clock);
        var approvals = new ApprovalService(store, new InMemoryAuditLog(), _requests.Clock);
        var approval = SampleApprovals.Approval(
            _requests.Clock,
            requirements: SampleApprovals.Requirement with
            {
                CommentRequired = true,
            }
        );
        approval = approval with
        {
            Requester = approval.Requester with { Source = Actra.Resolution.ActorSource.Asserted },
        };
        var request = (await store.ParkAsync(approval, null, default)).Request;
        var silent = await approvals.ApproveAsync(request.Id, SampleApprovals.Finance(), request.ShownDigest);
        Assert.Equal(VoteOutcome.CommentMissing, silent.Outcome);
        var vote = await approvals.ApproveAsync(request.Id, SampleApprovals.Finance(), request.ShownDigest, "ok");
        Assert.Equal(VoteOutcome.Unverified, vote.Outcome);
        Assert.Contains("only be denied", vote.Message, StringComparison.Ordinal);
    }
}
