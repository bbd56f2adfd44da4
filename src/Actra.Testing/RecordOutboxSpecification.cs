using Actra.Approvals;
using Actra.Audit;
using Xunit;

namespace Actra.Testing;

/// <summary>
/// What the <see cref="IRecordOutbox"/> of every store does that has one. Derive a public test class from it, make an empty store in <see cref="CreateAsync"/>,
/// and run it with xunit.
/// </summary>
public abstract class RecordOutboxSpecification : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private IApprovalStore _store = null!;

    /// <summary>The clock that the store is given.</summary>
    protected ManualTimeProvider Clock { get; } = new();

    private IRecordOutbox Outbox => _store.Records!;

    /// <summary>Makes an empty store that leaves the records of its changes in its outbox.</summary>
    /// <param name="clock">Its clock.</param>
    protected abstract ValueTask<IApprovalStore> CreateAsync(TimeProvider clock);

    /// <summary>Takes the store away again; nothing is done where this is not overridden.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    /// <summary>Makes the store.</summary>
    public async Task InitializeAsync()
    {
        _store = await CreateAsync(Clock);
        await _store.InitializeAsync(None);
        Assert.NotNull(_store.Records);
    }

    /// <summary>Takes it away.</summary>
    public async Task DisposeAsync() => await RemoveAsync();

    /// <summary>Each record of each change comes, refused votes too, in their order and with every field; the caller has none to append.</summary>
    [SpecificationFact]
    public async Task Records_come_in_the_order_of_their_changes()
    {
        var parked = await Park("m-1");
        var refused = await Vote(parked.Request, "sales");
        Clock.Advance(Lease);
        var denied = await Vote(parked.Request, "finance");
        var other = await Park("m-2", "other");
        Assert.True(parked.RecordsWritten && refused.RecordsWritten && denied.RecordsWritten);

        AuditEntry[] expected = [.. parked.Records, .. refused.Records, .. denied.Records, .. other.Records];
        Assert.Equal(5, expected.Length);
        var taken = await Take();
        Assert.Equivalent(expected, taken.Select(record => record.Entry).ToArray(), strict: true);
        Assert.Equal(taken.Select(record => record.Number).Order(), taken.Select(record => record.Number));
        Assert.Equal(5, taken.Select(record => record.Number).Distinct().Count());
    }

    /// <summary>What did not happen leaves no record: a second copy of a parking record, a call that was cancelled.</summary>
    [SpecificationFact]
    public async Task What_did_not_happen_leaves_no_record()
    {
        var parked = await Park("m-1");
        Assert.False((await Park("m-1")).Created);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await _store.ChangeAsync(parked.Request.Id, Ballot(parked.Request, "finance"), new CancellationToken(true))
        );
        Assert.Equal(AuditKind.Parked, Assert.Single(await Take()).Entry.Kind);
    }

    /// <summary>While a host holds records, nobody gets those, nor later ones: the log keeps the order of the changes.</summary>
    [SpecificationFact]
    public async Task Later_records_wait_for_those_that_a_host_holds()
    {
        var first = await Park("m-1");
        var held = await Take();
        await Vote(first.Request, "finance");
        Assert.Empty(await Take());
        Clock.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.Empty(await Take());
        await Outbox.DoneAsync(held, None);
        Assert.Equal([AuditKind.Vote, AuditKind.StateChange], (await Take()).Select(record => record.Entry.Kind));
    }

    /// <summary>What a host took and did not append comes again, in the same order and under the same numbers, when its lease is over.</summary>
    [SpecificationFact]
    public async Task What_was_not_appended_comes_again_after_its_lease()
    {
        for (var i = 0; i < 4; i++)
        {
            await Park($"m-{i}");
        }

        var taken = await Take(limit: 3);
        Assert.Equal(3, taken.Count);
        await Outbox.DoneAsync([taken[0]], None);
        Assert.Empty(await Take());
        Clock.Advance(Lease);
        var again = await Take();
        Assert.Equal(3, again.Count);
        Assert.Equal(Numbers(taken.Skip(1)), Numbers(again.Take(2)));
        await Outbox.DoneAsync(again, None);
        await Outbox.DoneAsync(again, None);
        Clock.Advance(Lease);
        Assert.Empty(await Take());
    }

    /// <summary>Where many hosts take and append at once, each record is appended once, and in order.</summary>
    [SpecificationFact]
    public async Task Many_hosts_append_each_record_once_and_in_order()
    {
        for (var i = 0; i < 30; i++)
        {
            await Park($"m-{i}");
        }

        var log = new List<long>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Append)));
        Assert.Equal(30, log.Count);
        Assert.Equal(log.Order().Distinct(), log);

        async Task Append()
        {
            var patience = System.Diagnostics.Stopwatch.StartNew();
            while (true)
            {
                var taken = await Take(limit: 4);
                lock (log)
                {
                    if (log.Count == 30 || patience.Elapsed > TimeSpan.FromSeconds(60))
                    {
                        return;
                    }

                    log.AddRange(Numbers(taken));
                }

                await Outbox.DoneAsync(taken, None);
                await Task.Yield();
            }
        }
    }

    private static IEnumerable<long> Numbers(IEnumerable<OutboxRecord> records) =>
        records.Select(record => record.Number);

    private static ApprovalCommand.Vote Ballot(ApprovalRequest request, string role) =>
        new(new Approver("alice", [role]), Approve: false, request.ShownDigest, "no \0é");

    private async Task<ParkResult> Park(string workId, string service = "billing") =>
        await _store.ParkAsync(SampleApprovals.Approval(Clock, workId, service), SampleApprovals.Envelope(), None);

    private async Task<ApprovalChange> Vote(ApprovalRequest request, string role) =>
        await _store.ChangeAsync(request.Id, Ballot(request, role), None);

    private async Task<IReadOnlyList<OutboxRecord>> Take(int limit = 100) =>
        await Outbox.TakeAsync(Clock.GetUtcNow(), Lease, limit, None);
}
