using Actra.Approvals;
using Actra.Resolution;
using Xunit;

namespace Actra.Testing;

/// <summary>
/// What every <see cref="IApprovalStore"/> does. Derive a public test class from it, make an empty store in <see cref="CreateAsync"/>, and run it with xunit.
/// </summary>
public abstract partial class ApprovalStoreSpecification : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The clock that the store is given.</summary>
    protected ManualTimeProvider Clock { get; } = new();

    /// <summary>The store.</summary>
    protected IApprovalStore Store { get; private set; } = null!;

    /// <summary>Makes an empty store.</summary>
    /// <param name="clock">Its clock.</param>
    protected abstract ValueTask<IApprovalStore> CreateAsync(TimeProvider clock);

    /// <summary>Takes the store away again; nothing is done where this is not overridden.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    /// <summary>Makes the store.</summary>
    public async Task InitializeAsync()
    {
        Store = await CreateAsync(Clock);
        await Store.InitializeAsync(None);
    }

    /// <summary>Takes it away.</summary>
    public async Task DisposeAsync() => await RemoveAsync();

    /// <summary>A store has an id, and keeps it.</summary>
    [SpecificationFact]
    public async Task Its_id_stays()
    {
        var id = await Store.InitializeAsync(None);
        Assert.NotEqual("", id);
        Assert.Equal(id, await Store.InitializeAsync(None));
    }

    /// <summary>A parked request is found by id and by work, with all that it had.</summary>
    [SpecificationFact]
    public async Task A_parked_request_is_found_with_all_it_had()
    {
        var approval = SampleApprovals.Approval(Clock) with { Supersedes = "apr_old" };
        var parked = await Store.ParkAsync(approval, SampleApprovals.Envelope(), None);
        Assert.True(parked.Created);
        Assert.Single(parked.Records);

        var request = await Store.GetAsync(approval.Id, None);
        Assert.NotNull(request);
        Assert.Equal(ApprovalState.Pending, request.State);
        Assert.Equal(1, request.Version);
        Assert.Equal(approval.Work, request.Work);
        Assert.Equal(approval.Requester, request.Requester);
        Assert.Equal(approval.ParkedAt, request.CreatedAt);
        Assert.Equal(approval.ExpiresAt, request.ExpiresAt);
        Assert.Equal(
            (approval.PolicyHash, approval.TraceId, "apr_old"),
            (request.PolicyHash, request.TraceId, request.Supersedes)
        );
        Assert.Equal(parked.Request.ShownDigest, request.ShownDigest);
        Assert.Equivalent(approval.Asked, request.Asked, strict: true);
        Assert.Equal(approval.Id, (await Store.FindAsync(approval.Work.Key, None))?.Id);
        Assert.Null(await Store.GetAsync("apr_none", None));
        Assert.Null(await Store.FindAsync("none", None));
    }

    /// <summary>The envelope comes back byte for byte.</summary>
    [SpecificationFact]
    public async Task The_work_comes_back_as_it_was()
    {
        var body = new byte[300_000];
        new Random(7).NextBytes(body);
        var sent = SampleApprovals.Envelope() with { Body = (byte[])body.Clone() };
        var approval = SampleApprovals.Approval(Clock);
        await Store.ParkAsync(approval, sent, None);

        var kept = await Store.GetEnvelopeAsync(approval.Id, None);
        Assert.NotNull(kept);
        Assert.True(kept.Body.Span.SequenceEqual(body));
        Assert.Equal(sent.ContentType, kept.ContentType);
        Assert.Equal(
            sent.Headers.OrderBy(header => header.Key, StringComparer.Ordinal),
            kept.Headers.OrderBy(header => header.Key, StringComparer.Ordinal)
        );
        Assert.Null(await Store.GetEnvelopeAsync("apr_none", None));
    }

    /// <summary>The store copies: what a caller does with its buffer later is its own business.</summary>
    [SpecificationFact]
    public async Task The_callers_buffer_may_be_used_again()
    {
        var body = new byte[] { 1, 2, 3 };
        var approval = SampleApprovals.Approval(Clock);
        await Store.ParkAsync(approval, SampleApprovals.Envelope() with { Body = body }, None);
        body[0] = 9;
        Assert.Equal([1, 2, 3], (await Store.GetEnvelopeAsync(approval.Id, None))!.Body.ToArray());
    }

    /// <summary>Jobs and calls have no envelope.</summary>
    [SpecificationFact]
    public async Task A_job_has_no_envelope()
    {
        var approval = SampleApprovals.Approval(Clock, kind: WorkKind.Job);
        await Store.ParkAsync(approval, null, None);
        Assert.Null(await Store.GetEnvelopeAsync(approval.Id, None));
    }

    /// <summary>A second copy of a parking record makes no second request.</summary>
    [SpecificationFact]
    public async Task The_same_work_parks_once()
    {
        var approval = SampleApprovals.Approval(Clock);
        await Store.ParkAsync(approval, SampleApprovals.Envelope(), None);
        var again = await Store.ParkAsync(approval, SampleApprovals.Envelope("other"), None);
        Assert.False(again.Created);
        Assert.Empty(again.Records);
        Assert.Equal(approval.Id, again.Request.Id);
        Assert.Single(await Store.ListAsync(new ApprovalQuery(), None));
        Assert.Equal(
            SampleApprovals.Envelope().Body.ToArray(),
            (await Store.GetEnvelopeAsync(approval.Id, None))!.Body.ToArray()
        );
    }

    /// <summary>A next generation waits for the one before to be closed, and then stands for the work.</summary>
    [SpecificationFact]
    public async Task A_next_generation_comes_after_the_one_before_has_closed()
    {
        var first = await Park();
        var second = SampleApprovals.Approval(Clock, generation: 2);
        Assert.False((await Store.ParkAsync(second, null, None)).Created);

        await Vote(first, approve: false);
        var parked = await Store.ParkAsync(second, SampleApprovals.Envelope(), None);
        Assert.True(parked.Created);
        Assert.NotEqual(first.Id, parked.Request.Id);
        Assert.Equal(second.Id, (await Store.FindAsync(second.Work.Key, None))?.Id);
        Assert.False((await Store.ParkAsync(SampleApprovals.Approval(Clock), null, None)).Created);
    }

    /// <summary>A command on a request that is not there says so.</summary>
    [SpecificationFact]
    public async Task A_command_on_nothing_is_not_found()
    {
        var change = await Store.ChangeAsync("apr_none", new ApprovalCommand.Expire(), None);
        Assert.Equal(ApprovalOutcome.NotFound, change.Outcome);
        Assert.Null(change.Request);
    }

    /// <summary>From parking to the handler's end.</summary>
    [SpecificationFact]
    public async Task Work_is_approved_released_claimed_and_executed()
    {
        var request = await Park();
        var approved = await Vote(request);
        Assert.Equal(ApprovalState.Approved, approved.Request!.State);
        Assert.Equal(2, approved.Records.Count);

        await Do(request, new ApprovalCommand.Release());
        var claimed = await Do(request, new ApprovalCommand.Claim("worker", Minute));
        Assert.Equal(1, claimed.Request!.FencingToken);
        Assert.Equal(Clock.GetUtcNow() + Minute, claimed.Request.LeaseUntil);
        Clock.Advance(Minute / 2);
        var renewed = await Do(request, new ApprovalCommand.Renew(1, Minute));
        Assert.Equal(Clock.GetUtcNow() + Minute, renewed.Request!.LeaseUntil);
        await Do(request, new ApprovalCommand.Complete(1));

        var executed = await Store.GetAsync(request.Id, None);
        Assert.Equal(ApprovalState.Executed, executed!.State);
        Assert.Equal(6, executed.Version);
        Assert.Equal(("alice", true), (executed.Votes.Single().ApproverId, executed.Votes.Single().Approve));
        Assert.Null(executed.LeaseOwner);
        Assert.Empty(await Store.OutboxAsync("billing", WorkKind.Message, 10, None));
    }

    /// <summary>A refused command changes nothing, and names both states.</summary>
    [SpecificationFact]
    public async Task A_refused_command_changes_nothing()
    {
        var request = await Park();
        var refused = await Store.ChangeAsync(request.Id, new ApprovalCommand.Release(), None);
        Assert.Equal(ApprovalOutcome.WrongState, refused.Outcome);
        Assert.Contains("pending", refused.Message, StringComparison.Ordinal);
        Assert.Contains("released", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await Store.GetAsync(request.Id, None))!.Version);
    }

    private static ApprovalCommand.Vote Ballot(ApprovalRequest request, string by, bool approve) =>
        new(SampleApprovals.Finance(by) with { Tenant = request.Tenant }, approve, request.ShownDigest, "seen");

    private async Task<ApprovalRequest> Park(
        string workId = "m-1",
        string service = "billing",
        WorkKind kind = WorkKind.Message
    )
    {
        var approval = SampleApprovals.Approval(Clock, workId, service, kind);
        return (await Store.ParkAsync(approval, SampleApprovals.Envelope(), None)).Request;
    }

    private Task<ApprovalChange> Vote(ApprovalRequest request, bool approve = true) =>
        Do(request, Ballot(request, "alice", approve));

    private async Task<ApprovalChange> Do(ApprovalRequest request, ApprovalCommand command)
    {
        var change = await Store.ChangeAsync(request.Id, command, None);
        Assert.True(change.Succeeded, change.Message);
        return change;
    }
}
