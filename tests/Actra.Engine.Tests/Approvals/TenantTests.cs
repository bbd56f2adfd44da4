using System.Security.Claims;
using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

/// <summary>Another tenant's request is none: nothing that somebody is answered tells it from one that is not there.</summary>
public sealed class TenantTests
{
    private static readonly Approver Own = new("alice", ["finance", "on-call"]) { Tenant = "acme" };

    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryAuditLog _log = new();
    private readonly InMemoryApprovalStore _store;
    private readonly ApprovalService _approvals;

    public TenantTests()
    {
        _store = new InMemoryApprovalStore(_clock);
        _approvals = new ApprovalService(_store, _log, _clock);
    }

    public static TheoryData<string?> Others => new("other", "ACME", "acme ", "", null);

    [Theory]
    [MemberData(nameof(Others))]
    public async Task An_answer_about_another_tenants_request_is_that_about_none(string? tenant)
    {
        var request = await ParkAsync();
        var stranger = Own with { Tenant = tenant };
        foreach (var id in new[] { request.Id, "apr_none" })
        {
            Assert.Equal(None(id), await _approvals.ApproveAsync(id, stranger, request.ShownDigest, "c"));
            Assert.Equal(None(id), await _approvals.DenyAsync(id, stranger, request.ShownDigest, "c"));
            Assert.Equal(None(id), await _approvals.BreakGlassAsync(id, stranger, request.ShownDigest, "c"));
            Assert.Equal(
                [None(id)],
                await _approvals.VoteAllAsync([new ShownRequest(id, request.ShownDigest)], true, stranger, "c")
            );
            foreach (
                var change in new[]
                {
                    await _approvals.CancelAsync(id, stranger with { Id = "rita" }, "c"),
                    await _approvals.RevokeAsync(id, stranger, "c"),
                    await _approvals.ReplayAsync(id, stranger, "c"),
                }
            )
            {
                Assert.Equivalent(ApprovalMachine.NotFound(id), change, strict: true);
            }
        }

        Assert.Equal(request, await _store.GetAsync(request.Id, default));
    }

    [Fact]
    public async Task What_a_stranger_tried_is_recorded()
    {
        var request = await ParkAsync();
        await _approvals.ApproveAsync(request.Id, Own with { Tenant = "other" }, request.ShownDigest);
        var record = Assert.Single(_log.Records).Entry;
        Assert.Equal((AuditKind.Refused, "alice", request.Id), (record.Kind, record.Actor, record.ApprovalId));
        Assert.Contains("another tenant", record.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ApprovalState.Denied)]
    [InlineData(ApprovalState.Held)]
    public void A_closed_or_held_request_of_another_tenant_tells_its_state_to_nobody(ApprovalState state)
    {
        var request = new Requests().In(state) with { Tenant = "acme" };
        var stranger = Own with { Tenant = "other" };
        ApprovalCommand[] commands =
        [
            Requests.Approve(request) with
            {
                By = stranger,
            },
            new ApprovalCommand.Cancel(stranger, null),
            new ApprovalCommand.Revoke(stranger, null),
            new ApprovalCommand.Replay(stranger, null),
        ];
        foreach (var command in commands)
        {
            var change = ApprovalMachine.Apply(request, command, request.ChangedAt);
            Assert.Equal((ApprovalOutcome.NotFound, null), (change.Outcome, change.Request));
            Assert.Equal(ApprovalMachine.NotFound(request.Id).Message, change.Message);
            Assert.Empty(change.Notices);
        }
    }

    [Fact]
    public async Task Its_own_people_decide_and_whoever_speaks_for_a_tenant_decides_about_what_belongs_to_none()
    {
        var request = await ParkAsync();
        Assert.True((await _approvals.ApproveAsync(request.Id, Own, request.ShownDigest)).Counted);
        var common = (await _store.ParkAsync(SampleApprovals.Approval(_clock, "m-2"), null, default)).Request;
        Assert.True((await _approvals.ApproveAsync(common.Id, Own, common.ShownDigest)).Counted);
    }

    [Fact]
    public void A_principal_has_the_tenant_of_its_claim_and_two_are_refused()
    {
        Assert.Equal("acme", Approver.From(Principal("acme", "acme"), "tid").Tenant);
        Assert.Null(Approver.From(Principal(), "tid").Tenant);
        Assert.Null(Approver.From(Principal("acme")).Tenant);
        Assert.Throws<ArgumentException>(() => Approver.From(Principal("acme", "other"), "tid"));
    }

    private static ClaimsPrincipal Principal(params string[] tenants) =>
        new(
            new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, "a"), .. tenants.Select(tenant => new Claim("tid", tenant))],
                "test"
            )
        );

    private static VoteResult None(string id) => new(VoteOutcome.NotFound, null, $"there is no request `{id}`");

    private async Task<ApprovalRequest> ParkAsync() =>
        (
            await _store.ParkAsync(
                SampleApprovals.Approval(_clock, requirements: Requests.Rich) with
                {
                    Tenant = "acme",
                },
                SampleApprovals.Envelope(),
                default
            )
        ).Request;
}
