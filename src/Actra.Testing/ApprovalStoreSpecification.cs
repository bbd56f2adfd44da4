using Actra.Approvals;
using Actra.Resolution;
using Xunit;

namespace Actra.Testing;

/// <summary>
/// What every <see cref="IApprovalStore"/> does. Derive a public test class from it, make an empty store in <see cref="CreateAsync"/>, and run it with xunit.
/// </summary>
public abstract class ApprovalStoreSpecification : IAsyncLifetime
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
    [Fact]
    public async Task Its_id_stays()
    {
        var id = await Store.InitializeAsync(None);
        Assert.NotEqual("", id);
        Assert.Equal(id, await Store.InitializeAsync(None));
    }

    /// <summary>A parked request is found by id and by work, with all that it had.</summary>
    [Fact]
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
    [Fact]
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
    [Fact]
    public async Task The_callers_buffer_may_be_used_again()
    {
        var body = new byte[] { 1, 2, 3 };
        var approval = SampleApprovals.Approval(Clock);
        await Store.ParkAsync(approval, SampleApprovals.Envelope() with { Body = body }, None);
        body[0] = 9;
        Assert.Equal([1, 2, 3], (await Store.GetEnvelopeAsync(approval.Id, None))!.Body.ToArray());
    }

    /// <summary>Jobs and calls have no envelope.</summary>
    [Fact]
    public async Task A_job_has_no_envelope()
    {
        var approval = SampleApprovals.Approval(Clock, kind: WorkKind.Job);
        await Store.ParkAsync(approval, null, None);
        Assert.Null(await Store.GetEnvelopeAsync(approval.Id, None));
    }

    /// <summary>A second copy of a parking record makes no second request.</summary>
    [Fact]
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
    [Fact]
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
    [Fact]
    public async Task A_command_on_nothing_is_not_found()
    {
        var change = await Store.ChangeAsync("apr_none", new ApprovalCommand.Expire(), None);
        Assert.Equal(ApprovalOutcome.NotFound, change.Outcome);
        Assert.Null(change.Request);
    }

    /// <summary>From parking to the handler's end.</summary>
    [Fact]
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
    [Fact]
    public async Task A_refused_command_changes_nothing()
    {
        var request = await Park();
        var refused = await Store.ChangeAsync(request.Id, new ApprovalCommand.Release(), None);
        Assert.Equal(ApprovalOutcome.WrongState, refused.Outcome);
        Assert.Contains("pending", refused.Message, StringComparison.Ordinal);
        Assert.Contains("released", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await Store.GetAsync(request.Id, None))!.Version);
    }

    /// <summary>A denied request leaves an entry in the outbox until its work was moved.</summary>
    [Fact]
    public async Task What_closes_is_in_the_outbox_until_moved()
    {
        var first = await Park("m-1");
        Clock.Advance(Minute);
        var second = await Park("m-2");
        Clock.Advance(Minute);
        await Vote(first, approve: false);
        Clock.Advance(TimeSpan.FromHours(2));
        await Do(second, new ApprovalCommand.Expire());

        var entries = await Store.OutboxAsync("billing", WorkKind.Message, 10, None);
        Assert.Equal([first.Id, second.Id], entries.Select(entry => entry.ApprovalId));
        Assert.Equal([ApprovalState.Denied, ApprovalState.Expired], entries.Select(entry => entry.State));
        Assert.All(entries, entry => Assert.False(string.IsNullOrEmpty(entry.Reason)));
        Assert.Empty(await Store.OutboxAsync("billing", WorkKind.Job, 10, None));
        Assert.Empty(await Store.OutboxAsync("other", WorkKind.Message, 10, None));
        Assert.Single(await Store.OutboxAsync("billing", WorkKind.Message, 1, None));

        await Store.OutboxDoneAsync(first.Id, None);
        await Store.OutboxDoneAsync(first.Id, None);
        Assert.Equal(
            second.Id,
            Assert.Single(await Store.OutboxAsync("billing", WorkKind.Message, 10, None)).ApprovalId
        );
    }

    /// <summary>Approved work of a service is releasable, the oldest grant first.</summary>
    [Fact]
    public async Task Approved_work_is_releasable()
    {
        var first = await Park("m-1");
        var second = await Park("m-2");
        await Park("m-3");
        await Vote(second);
        Clock.Advance(Minute);
        await Vote(first);

        var releasable = await Store.ReleasableAsync("billing", WorkKind.Message, 10, None);
        Assert.Equal([second.Id, first.Id], releasable.Select(request => request.Id));
        Assert.Single(await Store.ReleasableAsync("billing", WorkKind.Message, 1, None));
        Assert.Empty(await Store.ReleasableAsync("billing", WorkKind.Job, 10, None));
        Assert.Empty(await Store.ReleasableAsync("other", WorkKind.Message, 10, None));
        await Do(second, new ApprovalCommand.Release());
        Assert.Equal(first.Id, Assert.Single(await Store.ReleasableAsync("billing", WorkKind.Message, 10, None)).Id);
    }

    /// <summary>What a timer has to look at: votes over, grant over, not claimed, lease over.</summary>
    [Fact]
    public async Task What_is_due_is_found()
    {
        var pending = await Park("pending");
        var approved = await Park("approved");
        await Vote(approved);
        var released = await Park("released");
        await Vote(released);
        var executing = await Park("executing");
        await Vote(executing);
        await Do(executing, new ApprovalCommand.Release());
        await Do(executing, new ApprovalCommand.Claim("w", TimeSpan.FromMinutes(30)));
        var denied = await Park("denied");
        await Vote(denied, approve: false);
        Clock.Advance(TimeSpan.FromMinutes(10));
        await Do(released, new ApprovalCommand.Release());
        var never = DateTimeOffset.MinValue;

        Assert.Empty(await Store.DueAsync("billing", Clock.GetUtcNow(), 10, None));
        Assert.Equal([released.Id], await Due(Clock.GetUtcNow() + Minute));
        Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal([executing.Id], await Due(never));
        Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(Ids(pending, executing), await Due(never));
        Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(Ids(pending, executing, approved, released), await Due(never));
        Assert.Single(await Store.DueAsync("billing", never, 1, None));
        Assert.Empty(await Store.DueAsync("other", never, 10, None));
    }

    /// <summary>Lists go from new to old, in pages, by all conditions.</summary>
    [Fact]
    public async Task Lists_are_filtered_and_paged_newest_first()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await Park($"m-{i}")).Id);
            if (i != 2)
            {
                Clock.Advance(Minute);
            }
        }

        var job = (await Park("job", "other", WorkKind.Job)).Id;
        await Vote((await Store.GetAsync(ids[1], None))!);

        Assert.Equal([job, .. ids], await List(new ApprovalQuery()));
        Assert.Equal(ids, await List(new ApprovalQuery { Service = "billing" }));
        Assert.Equal([job], await List(new ApprovalQuery { Kind = WorkKind.Job }));
        Assert.Equal(
            [ids[1]],
            await List(new ApprovalQuery { States = [ApprovalState.Approved, ApprovalState.Denied] })
        );
        Assert.Equal([job, .. ids], await List(new ApprovalQuery { Action = "refund", Endpoint = "refunds" }));
        Assert.Empty(await List(new ApprovalQuery { Action = "efund" }));
        Assert.Empty(await List(new ApprovalQuery { Endpoint = "refund" }));
        Assert.Empty(await List(new ApprovalQuery { States = [] }));
        Assert.Equal([job, ids[0]], await List(new ApprovalQuery { Limit = 2 }));
        Assert.Equal([ids[1], ids[2]], await List(new ApprovalQuery { Limit = 2, After = ids[0] }));
        Assert.Equal([ids[3], ids[4]], await List(new ApprovalQuery { After = ids[2], Service = "billing" }));
        Assert.Empty(await List(new ApprovalQuery { After = "apr_none" }));
    }

    /// <summary>Work set aside comes back when its time has come, until it went back to its queue.</summary>
    [Fact]
    public async Task Work_set_aside_comes_back_in_time()
    {
        var now = Clock.GetUtcNow();
        await Store.DeferAsync(SampleApprovals.Deferred("b", now + 2 * Minute), None);
        await Store.DeferAsync(SampleApprovals.Deferred("a", now + Minute), None);
        await Store.DeferAsync(SampleApprovals.Deferred("a\0b", now + 3 * Minute), None);
        await Store.DeferAsync(SampleApprovals.Deferred("c", now, "other"), None);
        Assert.Empty(await Store.DueDeferredAsync("billing", WorkKind.Message, 10, None));

        Clock.Advance(3 * Minute);
        var due = await Store.DueDeferredAsync("billing", WorkKind.Message, 10, None);
        Assert.Equal(["a", "b", "a\0b"], due.Select(work => work.Id));
        Assert.Equivalent(SampleApprovals.Deferred("a", now + Minute) with { Envelope = due[0].Envelope }, due[0]);
        Assert.Equal(SampleApprovals.Envelope().Body.ToArray(), due[0].Envelope.Body.ToArray());
        Assert.Empty(await Store.DueDeferredAsync("billing", WorkKind.Job, 10, None));
        await Store.DeferredDoneAsync("a", None);
        await Store.DeferredDoneAsync("a", None);
        Assert.Equal("b", Assert.Single(await Store.DueDeferredAsync("billing", WorkKind.Message, 1, None)).Id);
    }

    /// <summary>Setting the same work aside again moves its time and makes no copy.</summary>
    [Fact]
    public async Task Setting_aside_again_moves_the_time()
    {
        var now = Clock.GetUtcNow();
        await Store.DeferAsync(SampleApprovals.Deferred("a", now), None);
        await Store.DeferAsync(SampleApprovals.Deferred("a", now + Minute) with { Attempt = 9 }, None);
        Assert.Empty(await Store.DueDeferredAsync("billing", WorkKind.Message, 10, None));
        Clock.Advance(Minute);
        var due = Assert.Single(await Store.DueDeferredAsync("billing", WorkKind.Message, 10, None));
        Assert.Equal((now + Minute, 1), (due.DueAt, due.Attempt));
    }

    /// <summary>Many copies of one parking record at once make one request.</summary>
    [Fact]
    public async Task Many_park_the_same_work_and_one_request_is_made()
    {
        var approval = SampleApprovals.Approval(Clock);
        var results = await AtOnce(8, _ => Store.ParkAsync(approval, SampleApprovals.Envelope(), None));
        Assert.Single(results, result => result.Created);
        Assert.All(results, result => Assert.Equal(approval.Id, result.Request.Id));
    }

    /// <summary>Approve, deny and expire race: one wins, and all are told the truth.</summary>
    [Fact]
    public async Task Approve_deny_and_expire_race_and_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var request = await Park($"race-{round}");
            if (round % 2 == 1)
            {
                Clock.Advance(TimeSpan.FromHours(1));
            }

            var changes = await AtOnce(
                16,
                i =>
                    Store.ChangeAsync(
                        request.Id,
                        (i % 3) switch
                        {
                            0 => Ballot(request, $"alice{i}", approve: true),
                            1 => Ballot(request, $"bob{i}", approve: false),
                            _ => new ApprovalCommand.Expire(),
                        },
                        None
                    )
            );
            var winner = Assert.Single(changes, change => change.Succeeded);
            var final = await Store.GetAsync(request.Id, None);
            Assert.Equal(winner.Request!.State, final!.State);
            Assert.Equal(2, final.Version);
            Assert.All(
                changes.Where(change => change.Outcome == ApprovalOutcome.WrongState),
                change => Assert.Contains(final.State.ToName(), change.Message, StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Many claim the same work: one gets it.</summary>
    [Fact]
    public async Task Many_claim_and_one_gets_the_lease()
    {
        var request = await Park();
        await Vote(request);
        await Do(request, new ApprovalCommand.Release());
        var claims = await AtOnce(
            8,
            i => Store.ChangeAsync(request.Id, new ApprovalCommand.Claim($"w{i}", Minute), None)
        );
        var won = Assert.Single(claims, claim => claim.Succeeded);
        Assert.All(
            claims.Where(claim => claim != won),
            claim => Assert.Equal(ApprovalOutcome.LeaseHeld, claim.Outcome)
        );
        Assert.Equal(won.Request!.LeaseOwner, (await Store.GetAsync(request.Id, None))!.LeaseOwner);
    }

    /// <summary>Two clicks by one person are one vote.</summary>
    [Fact]
    public async Task One_person_clicks_many_times_and_has_one_vote()
    {
        var requirement = SampleApprovals.Requirement with { Groups = [new Model.ApprovalGroup(["finance"], 2)] };
        var approval = SampleApprovals.Approval(Clock, requirements: requirement);
        var request = (await Store.ParkAsync(approval, null, None)).Request;
        var votes = await AtOnce(
            8,
            i => Store.ChangeAsync(request.Id, Ballot(request, i % 2 == 0 ? "Alice" : "alice", true), None)
        );
        Assert.Single(votes, vote => vote.Succeeded);
        Assert.Equal(7, votes.Count(vote => vote.Outcome == ApprovalOutcome.AlreadyVoted));
        Assert.Equal(ApprovalState.Pending, (await Store.GetAsync(request.Id, None))!.State);
    }

    private static string[] Ids(params ApprovalRequest[] requests) =>
        [.. requests.Select(request => request.Id).Order(StringComparer.Ordinal)];

    private static Task<T[]> AtOnce<T>(int count, Func<int, ValueTask<T>> action) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(async () => await action(i))));

    private static ApprovalCommand.Vote Ballot(ApprovalRequest request, string by, bool approve) =>
        new(SampleApprovals.Finance(by), approve, request.ShownDigest, "seen");

    private async Task<string[]> Due(DateTimeOffset releasedBefore) =>
        Ids([.. await Store.DueAsync("billing", releasedBefore, 10, None)]);

    private async Task<string[]> List(ApprovalQuery query) =>
        [.. (await Store.ListAsync(query, None)).Select(request => request.Id)];

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
