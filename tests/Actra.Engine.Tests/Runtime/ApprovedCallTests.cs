using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class ApprovedCallTests
{
    private static readonly Approver Fay = new("fay", ["finance"]);
    private static readonly AdmitOptions Order7 = new() { WorkId = "order-7", CreateApproval = true };

    private readonly Desk _desk = new();
    private readonly InMemoryApprovalStore _store = new(TimeProvider.System);
    private readonly InMemoryAuditLog _log = new();
    private readonly ApprovalService _approvals;
    private readonly ActraRuntime _runtime;
    private int _runs;

    public ApprovedCallTests()
    {
        _approvals = new ApprovalService(_store, _log, TimeProvider.System);
        _runtime = _desk.Runtime(builder => builder.UseApprovals(_store).UseAuditLog(_log));
    }

    [Fact]
    public async Task A_call_that_needs_approval_makes_a_request_and_runs_once_after_it_is_approved()
    {
        var refund = new Refund("A-1", 2000);

        var pending = await Refused(refund, Order7);
        Assert.Equal(AdmissionCodes.ApprovalPending, pending.Code);
        Assert.Contains(pending.ApprovalId!, pending.Message, StringComparison.Ordinal);
        Assert.Equal(pending.ApprovalId, (await Refused(refund, Order7)).ApprovalId);

        await ApproveAsync(pending.ApprovalId!);
        Assert.Equal("refunded", await _runtime.AdmitAsync(refund, Body, Order7));
        Assert.Equal(ApprovalState.Executed, (await _approvals.GetAsync(pending.ApprovalId!))!.State);

        var again = await Refused(refund, Order7);
        Assert.Equal(AdmissionCodes.Duplicate, again.Code);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task An_approval_is_only_for_the_work_id_it_was_given_for()
    {
        await ApproveAsync((await Refused(new Refund("A-1", 2000), Order7)).ApprovalId!);

        var other = await Refused(new Refund("A-1", 2000), Order7 with { WorkId = "order-8" });

        Assert.Equal(AdmissionCodes.ApprovalPending, other.Code);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task An_approval_is_only_for_the_contents_it_was_given_for_even_those_no_rule_reads()
    {
        var approved = new Refund("A-1", 2000) { Iban = "CH-ANN" };
        await ApproveAsync((await Refused(approved, Order7)).ApprovalId!);

        Assert.Equal(
            AdmissionCodes.ApprovalPending,
            (await Refused(approved with { Iban = "CH-MALLORY" }, Order7)).Code
        );
        Assert.Equal(AdmissionCodes.ApprovalPending, (await Refused(approved with { Amount = 2001 }, Order7)).Code);
        Assert.Equal("refunded", await _runtime.AdmitAsync(approved, Body, Order7));
    }

    [Fact]
    public async Task Denied_work_stays_denied()
    {
        var id = (await Refused(new Refund("A-1", 2000), Order7)).ApprovalId!;
        var request = await _approvals.GetAsync(id);
        await _approvals.DenyAsync(id, Fay, request!.ShownDigest, "no receipt");

        var denied = await Refused(new Refund("A-1", 2000), Order7);

        Assert.Equal(AdmissionCodes.ApprovalDenied, denied.Code);
        Assert.Contains("no receipt", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_work_that_the_policy_blocks_by_now_does_not_run()
    {
        await ApproveAsync((await Refused(new Refund("A-1", 2000), Order7)).ApprovalId!);
        _desk.Frozen = true;

        var blocked = await Refused(new Refund("A-1", 2000), Order7);

        Assert.Equal(AdmissionCodes.BlockedAfterApproval, blocked.Code);
        Assert.Equal("frozen", blocked.MatchedRule);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task A_body_that_fails_fails_its_approval_and_does_not_run_again()
    {
        var id = (await Refused(new Refund("A-1", 2000), Order7)).ApprovalId!;
        await ApproveAsync(id);

        await Assert.ThrowsAsync<TimeoutException>(() =>
            _runtime.AdmitAsync(
                new Refund("A-1", 2000),
                (_, _) => Task.FromException<string>(new TimeoutException("bank")),
                Order7
            )
        );

        var request = await _approvals.GetAsync(id);
        Assert.Equal(ApprovalState.Failed, request!.State);
        Assert.Equal("TimeoutException: bank", request.StateReason);
        await Refused(new Refund("A-1", 2000), Order7);
    }

    [Fact]
    public async Task Without_create_approval_no_request_is_made()
    {
        var e = await Refused(new Refund("A-1", 2000), new AdmitOptions { WorkId = "order-7" });

        Assert.Null(e.ApprovalId);
        Assert.Empty(await _approvals.ListAsync());
    }

    [Fact]
    public async Task An_approval_can_be_used_by_a_call_that_would_not_make_one()
    {
        await ApproveAsync((await Refused(new Refund("A-1", 2000), Order7)).ApprovalId!);

        await _runtime.AdmitAsync(new Refund("A-1", 2000), Body, new AdmitOptions { WorkId = "order-7" });

        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task To_make_a_request_without_a_work_id_is_a_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            _runtime.AdmitAsync(new Refund("A-1", 2000), Body, new AdmitOptions { CreateApproval = true })
        );

    [Fact]
    public async Task Two_callers_of_approved_work_run_it_once()
    {
        await ApproveAsync((await Refused(new Refund("A-1", 2000), Order7)).ApprovalId!);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _runtime.AdmitAsync(
            new Refund("A-1", 2000),
            async (_, _) =>
            {
                started.SetResult();
                await finish.Task;
                return ++_runs;
            },
            Order7
        );
        await started.Task;

        var second = await Assert.ThrowsAsync<ActraException>(() =>
            _runtime.AdmitAsync(new Refund("A-1", 2000), Body, Order7)
        );
        finish.SetResult();

        Assert.Contains("cannot be judged now", second.Message, StringComparison.Ordinal);
        Assert.Equal(1, await first);
    }

    [Fact]
    public async Task The_request_shows_who_asks_for_what_by_which_rule_and_hides_secrets()
    {
        var id = (await Refused(new Refund("A-1", 2000) { Card = "4111" }, Order7)).ApprovalId!;

        var request = (await _approvals.GetAsync(id))!;

        var asked = Assert.Single(request.Asked);
        Assert.Equal(("refund", "mid", "ann"), (asked.ActionType, asked.RuleId, request.Requester.Id));
        Assert.Equal("2000", asked.Fields["amount"]);
        Assert.DoesNotContain("4111", string.Join(' ', asked.Fields.Values), StringComparison.Ordinal);
        Assert.Contains(_log.Records, record => record.Entry.Kind == AuditKind.Parked);
    }

    private Task<string> Body(Refund refund, CancellationToken ct)
    {
        _runs++;
        return Task.FromResult("refunded");
    }

    private async Task<ActraPolicyException> Refused(Refund refund, AdmitOptions options) =>
        await Assert.ThrowsAsync<ActraPolicyException>(() => _runtime.AdmitAsync(refund, Body, options));

    private async Task ApproveAsync(string id)
    {
        var request = await _approvals.GetAsync(id);
        var vote = await _approvals.ApproveAsync(id, Fay, request!.ShownDigest);
        Assert.Equal(VoteOutcome.Approved, vote.Outcome);
    }
}
