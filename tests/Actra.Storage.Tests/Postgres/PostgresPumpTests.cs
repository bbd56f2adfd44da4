using Actra.Approvals;
using Actra.Resolution;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>Many hosts ask for the same work: one gets it, and none keeps it from the others for long.</summary>
public sealed class PostgresPumpTests : IDisposable
{
    private readonly TemporarySchema _schema = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose() => _schema.Dispose();

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Work_set_aside_is_listed_by_one_host_and_by_another_after_a_minute()
    {
        var (one, two) = (NewStore(), NewStore());
        await one.DeferAsync(SampleApprovals.Deferred("a", _clock.GetUtcNow()), default);
        Assert.Single(await Deferred(one));
        Assert.Single(await Deferred(one));
        Assert.Empty(await Deferred(two));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await Deferred(two));
        Assert.Empty(await Deferred(one));
        await two.DeferredDoneAsync("a", default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Deferred(one));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Work_set_aside_again_is_everybodys_again()
    {
        var (one, two) = (NewStore(), NewStore());
        await one.DeferAsync(SampleApprovals.Deferred("a", _clock.GetUtcNow()), default);
        Assert.Single(await Deferred(one));
        await two.DeferAsync(SampleApprovals.Deferred("a", _clock.GetUtcNow()), default);
        Assert.Single(await Deferred(two));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Closed_work_is_listed_by_one_host_and_by_another_after_a_minute()
    {
        var (one, two) = (NewStore(), NewStore());
        var request = await ParkAsync(one, "m-1");
        await VoteAsync(one, request, approve: false);
        Assert.Single(await Outbox(two));
        Assert.Empty(await Outbox(one));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await Outbox(one));
        await one.OutboxDoneAsync(request.Id, default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Outbox(two));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Hosts_that_ask_at_once_never_get_the_same_work()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => NewStore()).ToArray();
        for (var i = 0; i < 40; i++)
        {
            await stores[0].DeferAsync(SampleApprovals.Deferred($"d-{i}", _clock.GetUtcNow()), default);
        }

        var taken = await Task.WhenAll(
            stores.Select(store =>
                Task.Run(async () =>
                {
                    var mine = new List<string>();
                    while (await store.DueDeferredAsync("billing", WorkKind.Message, 3, default) is { Count: > 0 } due)
                    {
                        foreach (var work in due)
                        {
                            mine.Add(work.Id);
                            await store.DeferredDoneAsync(work.Id, default);
                        }
                    }

                    return mine;
                })
            )
        );
        var all = taken.SelectMany(mine => mine).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(40, all.Length + (await Deferred(NewStore())).Count);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Many_pumps_see_approved_work_and_each_piece_is_released_once()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => NewStore()).ToArray();
        for (var i = 0; i < 10; i++)
        {
            await VoteAsync(stores[0], await ParkAsync(stores[0], $"m-{i}"), approve: true);
        }

        var released = await Task.WhenAll(
            stores.Select(store =>
                Task.Run(async () =>
                {
                    var mine = new List<string>();
                    foreach (var request in await store.ReleasableAsync("billing", WorkKind.Message, 10, default))
                    {
                        if ((await store.ChangeAsync(request.Id, new ApprovalCommand.Release(), default)).Succeeded)
                        {
                            mine.Add(request.Id);
                        }
                    }

                    return mine;
                })
            )
        );
        var all = released.SelectMany(mine => mine).ToArray();
        Assert.Equal((10, 10), (all.Length, all.Distinct().Count()));
    }

    private PostgresApprovalStore NewStore() => new(_schema.Open(), _clock);

    private async Task<ApprovalRequest> ParkAsync(PostgresApprovalStore store, string workId) =>
        (await store.ParkAsync(SampleApprovals.Approval(_clock, workId), SampleApprovals.Envelope(), default)).Request;

    private static async Task VoteAsync(PostgresApprovalStore store, ApprovalRequest request, bool approve)
    {
        var vote = new ApprovalCommand.Vote(SampleApprovals.Finance(), approve, request.ShownDigest, null);
        Assert.True((await store.ChangeAsync(request.Id, vote, default)).Succeeded);
    }

    private static async Task<IReadOnlyList<DeferredWork>> Deferred(PostgresApprovalStore store) =>
        await store.DueDeferredAsync("billing", WorkKind.Message, 50, default);

    private static async Task<IReadOnlyList<ApprovalOutboxEntry>> Outbox(PostgresApprovalStore store) =>
        await store.OutboxAsync("billing", WorkKind.Message, 10, default);
}
