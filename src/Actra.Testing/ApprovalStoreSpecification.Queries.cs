using Actra.Approvals;
using Actra.Resolution;
using Xunit;

namespace Actra.Testing;

public abstract partial class ApprovalStoreSpecification
{
    /// <summary>A denied request leaves an entry in the outbox until its work was moved.</summary>
    [SpecificationFact]
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
    [SpecificationFact]
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
    [SpecificationFact]
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
    [SpecificationFact]
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

        await Lists(new ApprovalQuery(), [job, .. ids]);
        await Lists(new ApprovalQuery { Service = "billing" }, [.. ids]);
        await Lists(new ApprovalQuery { Kind = WorkKind.Job }, job);
        await Lists(new ApprovalQuery { States = [ApprovalState.Approved, ApprovalState.Denied] }, ids[1]);
        await Lists(new ApprovalQuery { Action = "refund", Endpoint = "refunds" }, [job, .. ids]);
        await Lists(new ApprovalQuery { Action = "efund" });
        await Lists(new ApprovalQuery { Endpoint = "refund" });
        await Lists(new ApprovalQuery { States = [] });
        await Lists(new ApprovalQuery { Limit = 2 }, job, ids[0]);
        await Lists(new ApprovalQuery { Limit = 2, After = ids[0] }, ids[1], ids[2]);
        await Lists(new ApprovalQuery { After = ids[2], Service = "billing" }, ids[3], ids[4]);
        await Lists(new ApprovalQuery { After = "apr_none" });
    }

    /// <summary>Work set aside comes back when its time has come, until it went back to its queue.</summary>
    [SpecificationFact]
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
    [SpecificationFact]
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

    private static string[] Ids(params ApprovalRequest[] requests) =>
        [.. requests.Select(request => request.Id).Order(StringComparer.Ordinal)];

    private async Task<string[]> Due(DateTimeOffset releasedBefore) =>
        Ids([.. await Store.DueAsync("billing", releasedBefore, 10, None)]);

    private async Task Lists(ApprovalQuery query, params string[] expected) =>
        Assert.Equal<string>(expected, (await Store.ListAsync(query, None)).Select(request => request.Id));
}
