using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;
using Actra.Testing;
using Actra.TestSupport;
using Dapper;
using Npgsql;

namespace Actra.Storage.Tests;

/// <summary>Schemas of the first version, with what hosts of that version have left in them.</summary>
public sealed class PostgresMigrationTests : IDisposable
{
    private readonly TemporarySchema _schema = new();
    private readonly ManualTimeProvider _clock = new();
    private NpgsqlConnection? _connection;

    public void Dispose()
    {
        if (Servers.Find(Servers.PostgreSql) is not null)
        {
            _connection?.Dispose();
            _schema.Dispose();
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Ten_hosts_that_start_at_once_migrate_a_schema_of_the_first_version_once()
    {
        MakeFirstVersion();
        var requests = Enumerable.Range(0, 550).Select(i => InsertAsFirstVersion($"m-{i}", $"User{i % 7}")).ToList();

        var opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => _schema.Open())));

        Assert.Equal("x", Assert.Single(opened.Select(database => database.StoreId).Distinct()));
        Assert.Equal(
            $"{PostgresSchema.Latest}",
            _schema.Scalar<string>("SELECT value FROM meta WHERE name = 'version'")
        );
        Assert.Equal(550, _schema.Scalar<long>("SELECT count(*) FROM listed"));
        var store = new PostgresApprovalStore(opened[3], _clock);
        Assert.Equal(
            requests.Where(request => request.Requester.Id == "User3").Select(request => request.Id).Reverse(),
            (await store.ListAsync(new ApprovalQuery { Requester = "user3", Limit = 1000 }, default)).Select(found =>
                found.Id
            )
        );
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_the_first_version_has_kept_is_found_read_counted_and_erased()
    {
        MakeFirstVersion();
        var request = InsertAsFirstVersion("order-4711 Köln", "Rita\0");
        var store = new PostgresApprovalStore(_schema.Open(), _clock);

        foreach (
            var query in new ApprovalQuery[]
            {
                new() { Text = "köl 471" },
                new() { Requester = "rita\0" },
                new() { Tenant = "acme\0é" },
                new() { Action = "refund" },
                new() { Endpoint = "refunds" },
                new() { States = [ApprovalState.Pending], CreatedFrom = _clock.GetUtcNow() },
            }
        )
        {
            Assert.Equal(request.Id, Assert.Single(await store.ListAsync(query, default)).Id);
        }

        var backlog = await store.BacklogAsync("billing", "RITA\0", 10, default);
        Assert.Equal((1, 1, 3), (backlog.Pending, backlog.PendingOfRequester, backlog.Bytes));
        Assert.Equal([1, 2, 3], (await store.GetEnvelopeAsync(request.Id, default))!.Body.ToArray());
        Assert.Equal(
            [4],
            Assert.Single(await store.DueDeferredAsync("billing", WorkKind.Message, 1, default)).Envelope.Body.ToArray()
        );
        var finance = SampleApprovals.Finance() with { Tenant = "acme\0é" };
        Assert.True(
            (
                await store.ChangeAsync(
                    request.Id,
                    new ApprovalCommand.Vote(finance, false, request.ShownDigest, null),
                    default
                )
            ).Succeeded
        );
        await store.OutboxDoneAsync(request.Id, default);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Single(await store.ErasableAsync("billing", _clock.GetUtcNow(), 10, default));
        Assert.True((await store.ChangeAsync(request.Id, new ApprovalCommand.Erase(false, null), default)).Succeeded);
        Assert.Null(await store.GetEnvelopeAsync(request.Id, default));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_a_host_of_the_first_version_parks_later_is_listed_at_once_and_searched_after_the_next_start()
    {
        var store = new PostgresApprovalStore(_schema.Open(), _clock);
        var request = InsertAsFirstVersion("order-4711", "rita");
        Assert.Single(await store.ListAsync(new ApprovalQuery(), default));
        Assert.Single(await store.ListAsync(new ApprovalQuery { Service = "billing" }, default));
        Assert.Empty(await store.ListAsync(new ApprovalQuery { Text = "order" }, default));
        _schema.Open();
        Assert.Equal(
            request.Id,
            Assert.Single(await store.ListAsync(new ApprovalQuery { Text = "order" }, default)).Id
        );
        Assert.Equal(1, (await store.BacklogAsync("billing", "rita", 10, default)).PendingOfRequester);
    }

    private void MakeFirstVersion()
    {
        _schema.Execute($"CREATE SCHEMA {_schema.Name}");
        _schema.Execute(PostgresSchema.Step(_schema.Name, 1));
        _schema.Execute("INSERT INTO meta VALUES ('version', '1'), ('store_id', 'x')");
    }

    /// <summary>Writes rows as the first version did.</summary>
    private ApprovalRequest InsertAsFirstVersion(string workId, string requester)
    {
        var approval = SampleApprovals.Approval(_clock, workId);
        approval = approval with { Requester = approval.Requester with { Id = requester }, Tenant = "acme\0é" };
        var request = ApprovalMachine.Park(approval, null, _clock.GetUtcNow()).Request;
        _connection ??= _schema.Connect();
        _connection.Execute(
            """
            INSERT INTO requests (id, work_key, generation, service, kind, endpoint, actions, state, version, created_at, changed_at, due_at, document)
            VALUES (@Id, @WorkKey, 1, 'billing', @Kind, 'refunds', '{refund}', 1, 1, @At, @At, @Due, @Document);
            INSERT INTO envelopes VALUES (@Id, '"application/json"', '{"a":"b"}', '\x010203');
            INSERT INTO deferred (key, service, kind, due_at, document, body)
            VALUES (@WorkKey, 'billing', @Kind, 1, '{"id":"d","endpoint":"e","attempt":1,"reason":"r","contentType":"c","headers":{}}', '\x04')
            """,
            new
            {
                request.Id,
                WorkKey = request.Work.Key,
                Kind = (int)request.Work.Kind,
                At = request.CreatedAt.UtcTicks,
                Due = request.ExpiresAt.UtcTicks,
                Document = StoredJson.Write(request),
            }
        );
        return request;
    }
}
