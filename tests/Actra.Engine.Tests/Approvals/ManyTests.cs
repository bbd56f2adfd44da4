using Actra.Approvals;
using Actra.Audit;
using Actra.Engine.Tests.Guard;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

/// <summary>Votes on many requests, and what somebody may ask to be shown or erased about themselves.</summary>
public sealed class ManyTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryAuditLog _log = new();
    private readonly FailingStore _store;
    private readonly ApprovalService _approvals;

    public ManyTests()
    {
        _store = new FailingStore(new InMemoryApprovalStore(_clock));
        _approvals = new ApprovalService(_store, _log, _clock);
    }

    [Fact]
    public async Task Each_of_many_votes_has_its_own_answer_and_none_stops_another()
    {
        var first = await ParkAsync("m-1");
        var own = await ParkAsync("m-2", "frank");
        var last = await ParkAsync("m-3");
        var changed = ShownRequest.Of(last) with { ShownDigest = "else" };
        ShownRequest[] shown = [Shown(first), new("apr_none", ""), Shown(own), changed, Shown(first), Shown(last)];

        var results = await _approvals.VoteAllAsync(shown, approve: true, SampleApprovals.Finance("frank"));

        Assert.Equal(
            [
                VoteOutcome.Approved,
                VoteOutcome.NotFound,
                VoteOutcome.OwnRequest,
                VoteOutcome.ShownChanged,
                VoteOutcome.NotPending,
                VoteOutcome.Approved,
            ],
            results.Select(result => result.Outcome)
        );
        var denied = await _approvals.VoteAllAsync([Shown(own)], approve: false, SampleApprovals.Finance(), "no");
        Assert.Equal((VoteOutcome.Denied, "no"), (denied[0].Outcome, denied[0].Request!.StateReason));
    }

    [Fact]
    public async Task A_vote_that_the_store_did_not_answer_says_so_and_the_next_is_cast()
    {
        var first = await ParkAsync("m-1");
        var second = await ParkAsync("m-2");
        _store.AnswersLost = 1;
        var results = await _approvals.VoteAllAsync([Shown(first), Shown(second)], true, SampleApprovals.Finance());
        Assert.Equal([VoteOutcome.Unavailable, VoteOutcome.Approved], results.Select(result => result.Outcome));
        Assert.Contains(first.Id, results[0].Message, StringComparison.Ordinal);
        Assert.False(results[0].Counted);
    }

    [Fact]
    public async Task A_cancelled_call_ends_between_two_votes()
    {
        var request = await ParkAsync("m-1");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _approvals.VoteAllAsync([Shown(request)], true, SampleApprovals.Finance(), ct: new CancellationToken(true))
        );
        Assert.Equal(ApprovalState.Pending, (await _approvals.GetAsync(request.Id))!.State);
    }

    [Fact]
    public async Task What_somebody_asked_for_is_exported_with_its_work_newest_first()
    {
        for (var i = 0; i < 205; i++)
        {
            await ParkAsync($"m-{i}", i % 2 == 0 ? "Rita" : "otto");
        }

        var exported = await ExportAsync("rita");

        Assert.Equal(103, exported.Count);
        Assert.Equal(("m-204", "m-0"), (exported[0].Request.Work.WorkId, exported[^1].Request.Work.WorkId));
        Assert.All(exported, one => Assert.Equal("application/json", one.Work!.ContentType));
        await Assert.ThrowsAsync<ArgumentException>(() => ExportAsync(" "));
    }

    [Fact]
    public async Task What_is_closed_and_moved_is_erased_and_what_is_not_is_refused()
    {
        var open = await ParkAsync("m-1");
        var held = await ParkAsync("m-2");
        var moved = await ParkAsync("m-3");
        await ParkAsync("m-4", "otto");
        foreach (var request in new[] { held, moved })
        {
            await _approvals.DenyAsync(request.Id, SampleApprovals.Finance(), request.ShownDigest, "no");
        }

        await _store.OutboxDoneAsync(moved.Id, default);
        var changes = await _approvals.EraseAsync("RITA", "dpo");

        Assert.Equal(
            [ApprovalOutcome.Done, ApprovalOutcome.TooEarly, ApprovalOutcome.WrongState],
            changes.Select(change => change.Outcome)
        );
        var asked = changes[0].Request!.Asked[0];
        Assert.Equal(("(erased)", "(erased)"), (asked.Fields["amount"], asked.Reason));
        Assert.Equal("refund-large", asked.RuleId);
        var left = await ExportAsync("rita");
        Assert.Equal([true, false, false], left.Select(one => one.Work is null));
        Assert.Equal("more than 1000", left[1].Request.Asked[0].Reason);
        Assert.Equal(
            [(AuditKind.Erased, moved.Id), (AuditKind.Refused, held.Id), (AuditKind.Refused, open.Id)],
            _log.Records.TakeLast(3).Select(record => (record.Entry.Kind, record.Entry.ApprovalId!))
        );
        Assert.All(_log.Records.TakeLast(3), record => Assert.Equal("dpo", record.Entry.Actor));
    }

    [Fact]
    public async Task The_same_name_in_another_tenant_is_another_person()
    {
        var none = await ParkAsync("m-1");
        var acme = await ParkAsync("m-2", tenant: "acme");
        var other = await ParkAsync("m-3", tenant: "other");

        Assert.Equal([acme.Id], (await ExportAsync("rita", "acme")).Select(one => one.Request.Id));
        Assert.Equal([none.Id], (await ExportAsync("rita")).Select(one => one.Request.Id));
        Assert.Empty(await ExportAsync("rita", "ACME"));
        Assert.Equal([other.Id], (await _approvals.EraseAsync("rita", "dpo", "other")).Select(one => one.Request!.Id));
        Assert.Equal([none.Id], (await _approvals.EraseAsync("rita", "dpo")).Select(one => one.Request!.Id));
    }

    private static ShownRequest Shown(ApprovalRequest request) => ShownRequest.Of(request);

    private async Task<List<ExportedApproval>> ExportAsync(string requester, string? tenant = null)
    {
        var exported = new List<ExportedApproval>();
        await foreach (var one in _approvals.ExportAsync(requester, tenant))
        {
            exported.Add(one);
        }

        return exported;
    }

    private async Task<ApprovalRequest> ParkAsync(string workId, string requester = "rita", string? tenant = null)
    {
        var approval = SampleApprovals.Approval(_clock, workId);
        approval = approval with { Requester = approval.Requester with { Id = requester }, Tenant = tenant };
        return (await _store.ParkAsync(approval, SampleApprovals.Envelope(), default)).Request;
    }
}
