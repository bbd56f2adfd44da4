using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;
using Actra.TestSupport;
using Dapper;

namespace Actra.Storage.Tests;

/// <summary>Changes leave their records beside the chain; none is lost, and whoever reads finds all, in their order.</summary>
public sealed class PostgresChainingTests : IDisposable
{
    private readonly TemporarySchema _schema = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose()
    {
        if (Servers.Find(Servers.PostgreSql) is not null)
        {
            _schema.Dispose();
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_changes_leave_is_chained_without_anybody_reading()
    {
        await ParkAsync(new PostgresApprovalStore(_schema.Open(), _clock), "m-1");
        await UntilAsync("SELECT count(*) = 0 FROM unchained");
        Assert.Equal(1, _schema.Scalar<long>("SELECT count(*) FROM records"));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_changes_leave_is_chained_when_a_host_ends()
    {
        var database = _schema.Open();
        var store = new PostgresApprovalStore(database, _clock);
        for (var i = 0; i < 5; i++)
        {
            await ParkAsync(store, $"m-{i}");
        }

        database.Dispose();
        Assert.Equal(5, _schema.Scalar<long>("SELECT count(*) FROM records"));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_a_host_that_died_has_left_is_chained_by_one_that_looks_what_is_due()
    {
        var store = new PostgresApprovalStore(_schema.Open(), _clock);
        Leave(1, 2);
        await store.DueAsync("billing", _clock.GetUtcNow(), 10, default);
        await UntilAsync("SELECT count(*) = 2 FROM records");
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Whoever_reads_or_appends_finds_what_was_left_before_in_order()
    {
        var log = new PostgresAuditLog(_schema.Open());
        Leave(1, 2_500);
        Assert.Equal(2_500, await log.LastAsync(default));
        Leave(2_501, 1_200);
        await log.AppendAsync([AuditLogSpecification.Entry(3_701), AuditLogSpecification.Entry(3_702)], default);
        Leave(3_703, 1);
        Assert.Equal(Enumerable.Range(1, 3_703).Select(i => $"d-{i}"), await IdsAsync(log));
        Assert.True((await AuditVerifier.VerifyAsync(log)).IsIntact);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Each_request_is_recorded_in_the_order_of_its_changes_however_many_hosts_work()
    {
        var stores = Enumerable.Range(0, 3).Select(_ => new PostgresApprovalStore(_schema.Open(), _clock)).ToArray();
        var log = new PostgresAuditLog(_schema.Open());
        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 6; i++)
                        {
                            var id = await LiveAsync(stores, worker + i, $"m-{worker}-{i}");
                            await log.AppendAsync(
                                [AuditLogSpecification.Entry() with { ApprovalId = id, Detail = "after" }],
                                default
                            );
                        }
                    })
                )
        );

        Assert.True((await AuditVerifier.VerifyAsync(log)).IsIntact);
        var byRequest = (await RecordsAsync(log)).ToLookup(record => record.Entry.ApprovalId, record => record.Entry);
        Assert.Equal(36, byRequest.Count);
        foreach (var entries in byRequest)
        {
            List<string> changes =
            [
                .. entries
                    .Where(entry => entry.Kind is not (AuditKind.Parked or AuditKind.Vote))
                    .Select(entry => entry.Detail ?? ""),
            ];
            Assert.Equal(
                [
                    "pending -> approved",
                    "approved -> released",
                    "released -> executing",
                    "executing -> executed",
                    "after",
                ],
                changes
            );
            Assert.Equal([AuditKind.Parked, AuditKind.Vote], entries.Take(2).Select(entry => entry.Kind));
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_cannot_be_read_stops_nothing_and_shows_as_lost()
    {
        var log = new PostgresAuditLog(_schema.Open());
        Leave(1, 1);
        _schema.Execute("INSERT INTO unchained (entries) VALUES (ARRAY['{}', NULL, 'no json'])");
        Leave(2, 1);
        var records = await RecordsAsync(log);
        Assert.Equal(["d-1", "", "", "", "d-2"], records.Select(record => record.Entry.DecisionId ?? ""));
        Assert.All(
            records[1..4],
            record => Assert.Equal((AuditKind.Lost, "1"), (record.Entry.Kind, record.Entry.Detail))
        );
        Assert.True((await AuditVerifier.VerifyAsync(log)).IsIntact);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Whoever_may_only_read_sees_what_is_chained_and_leaves_the_rest()
    {
        await new PostgresAuditLog(_schema.Open()).AppendAsync([AuditLogSpecification.Entry(1)], default);
        Leave(2, 1);
        using var reader = PostgresDatabase.OpenExisting(TemporarySchema.Server, _schema.Name);
        Assert.Equal(["d-1"], await IdsAsync(new PostgresAuditLog(reader)));
        Assert.Equal(1, _schema.Scalar<long>("SELECT count(*) FROM unchained"));
    }

    private void Leave(int first, int count)
    {
        using var connection = _schema.Connect();
        connection.Execute(
            "INSERT INTO unchained (entries) SELECT ARRAY[entry] FROM unnest(@entries) WITH ORDINALITY AS t (entry, place) ORDER BY place",
            new
            {
                entries = Enumerable
                    .Range(first, count)
                    .Select(i => StoredJson.Write(AuditLogSpecification.Entry(i)))
                    .ToArray(),
            }
        );
    }

    private async Task<string> LiveAsync(PostgresApprovalStore[] stores, int turn, string workId)
    {
        var request = await ParkAsync(Next(), workId);
        ApprovalCommand[] life =
        [
            new ApprovalCommand.Vote(SampleApprovals.Finance(), true, request.ShownDigest, null),
            new ApprovalCommand.Release(),
            new ApprovalCommand.Claim("w", TimeSpan.FromMinutes(1)),
            new ApprovalCommand.Complete(1),
        ];
        foreach (var command in life)
        {
            Assert.True((await Next().ChangeAsync(request.Id, command, default)).Succeeded);
        }

        return request.Id;

        PostgresApprovalStore Next() => stores[turn++ % stores.Length];
    }

    private async Task<ApprovalRequest> ParkAsync(PostgresApprovalStore store, string workId) =>
        (await store.ParkAsync(SampleApprovals.Approval(_clock, workId), SampleApprovals.Envelope(), default)).Request;

    private static async Task<List<string>> IdsAsync(PostgresAuditLog log) =>
        [.. (await RecordsAsync(log)).Select(record => record.Entry.DecisionId ?? "")];

    private static async Task<List<AuditRecord>> RecordsAsync(PostgresAuditLog log)
    {
        var records = new List<AuditRecord>();
        await foreach (var record in log.ReadAsync(1, default))
        {
            records.Add(record);
        }

        return records;
    }

    private async Task UntilAsync(string condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!_schema.Scalar<bool>(condition))
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
