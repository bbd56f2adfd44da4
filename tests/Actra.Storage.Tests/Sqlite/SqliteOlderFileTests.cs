using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

/// <summary>A file of database version 3, as the program of that version has written it: <c>version3.sql</c>.</summary>
public sealed class SqliteOlderFileTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly ManualTimeProvider _clock = new();
    private SqliteDatabase? _database;

    public SqliteOlderFileTests()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        using var resource = new StreamReader(GetType().Assembly.GetManifestResourceStream("version3.sql")!);
        Execute(
            $"PRAGMA foreign_keys=OFF; {resource.ReadToEnd()} PRAGMA application_id={0x41435452}; PRAGMA user_version=3"
        );
        _clock.Advance(TimeSpan.FromMinutes(2));
    }

    public void Dispose()
    {
        _database?.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task Its_requests_are_found_by_every_filter()
    {
        var store = Open();
        var all = await store.ListAsync(new ApprovalQuery(), default);
        Assert.Equal(
            "elsewhere moved denied executed executing released late approved job pending-2 pending",
            Names(all)
        );
        await Finds(
            "pending pending-2 late",
            new()
            {
                Service = "billing",
                States = [ApprovalState.Pending],
                Kind = WorkKind.Message,
            }
        );
        await Finds("elsewhere", new() { Service = "other" });
        await Finds("job", new() { Endpoint = "payouts" });
        await Finds("job", new() { Action = "refund1" });
        await Finds("denied moved", new() { Action = "refund", States = [ApprovalState.Denied] });
        await Finds("pending-2 executing", new() { Requester = "Otto" });
        await Finds("pending-2 approved", new() { Tenant = "acme" });
        await Finds("pending-2", new() { Text = "big sho" });
        await Finds(
            "late pending",
            new()
            {
                Text = "rita m refu",
                States = [ApprovalState.Pending],
                Kind = WorkKind.Message,
                Service = "billing",
            }
        );
        await Finds(
            "late",
            new() { CreatedFrom = all[7].CreatedAt + TimeSpan.FromTicks(1), CreatedBefore = all[5].CreatedAt }
        );
        await Finds("job pending-2 pending", new() { After = all[7].Id });

        async Task Finds(string names, ApprovalQuery query)
        {
            var found = await store.ListAsync(query, default);
            Assert.Equal(names.Split(' ').Order(), Names(found).Split(' ').Order());
            Assert.Equal(
                all.Where(request => found.Any(other => other.Id == request.Id)).Select(r => r.Id),
                found.Select(r => r.Id)
            );
        }
    }

    [Fact]
    public async Task Its_work_is_there_still()
    {
        var store = Open(new ApprovalStoreOptions { Keys = new ActraKeyRing(KeyValuePair.Create("a", new byte[32])) });
        var denied = Assert.Single(await store.OutboxAsync("billing", WorkKind.Message, 10, default));
        var work = await store.GetEnvelopeAsync(denied.ApprovalId, default);
        Assert.Equal(SampleApprovals.Envelope().Body.ToArray(), work!.Body.ToArray());
        Assert.Equivalent(SampleApprovals.Envelope().Headers, work.Headers, strict: true);
        var aside = Assert.Single(await store.DueDeferredAsync("billing", WorkKind.Message, 10, default));
        Assert.Equal("aside", aside.Id);
        Assert.Equal(SampleApprovals.Envelope().Body.ToArray(), aside.Envelope.Body.ToArray());
        Assert.Equal("application/json", aside.Envelope.ContentType);
        Assert.Single(await store.ReleasableAsync("billing", WorkKind.Message, 10, default));
        Assert.True((await AuditVerifier.VerifyAsync(new SqliteAuditLog(_database!))).IsIntact);
    }

    [Fact]
    public async Task Its_backlog_is_counted()
    {
        var store = Open();
        var size = SampleApprovals.Envelope().Body.Length;
        var oldest = (await store.ListAsync(new ApprovalQuery(), default))[^1].CreatedAt;
        Assert.Equal(
            new ApprovalBacklog(4, 3, 6 * size, oldest),
            await store.BacklogAsync("billing", "RITA", 10, default)
        );
        Assert.Equal(1, (await store.BacklogAsync("billing", "otto", 10, default)).PendingOfRequester);
        Assert.Equal(
            "executed moved",
            Names(await store.ErasableAsync("billing", DateTimeOffset.MaxValue, 10, default))
        );
    }

    [Fact]
    public async Task Its_requests_go_on()
    {
        var store = Open();
        var pending = (await store.ListAsync(new ApprovalQuery { Text = "big" }, default))[0];
        var vote = new ApprovalCommand.Vote(
            SampleApprovals.Finance() with
            {
                Tenant = "acme",
            },
            Approve: false,
            pending.ShownDigest,
            null
        );
        Assert.True((await store.ChangeAsync(pending.Id, vote, default)).Succeeded);
        ApprovalState[] states = [ApprovalState.Pending];
        Assert.Empty(await store.ListAsync(new ApprovalQuery { Text = "big", States = states }, default));
        Assert.Empty(await store.ListAsync(new ApprovalQuery { Requester = "otto", States = states }, default));
        Assert.Equal(
            4,
            (await store.ListAsync(new ApprovalQuery { Action = "refund", States = states }, default)).Count
        );
        Assert.Single(await store.ListAsync(new ApprovalQuery { Text = "big" }, default));
        Assert.Equal(3, (await store.BacklogAsync("billing", "otto", 10, default)).Pending);
        await store.ParkAsync(SampleApprovals.Approval(_clock, "m-new"), null, default);
        Assert.Equal("new", Names(await store.ListAsync(new ApprovalQuery { Limit = 1 }, default)));
    }

    [Fact]
    public async Task Many_requests_are_brought_along()
    {
        Execute(
            """
            PRAGMA foreign_keys=OFF;
            WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 1800)
            INSERT INTO requests
            SELECT i, 'apr_' || i, work_key || i, generation, service, kind, endpoint, actions, state, version, created_at + i / 700 - i % 3,
                changed_at, approved_at, released_at, due_at, replace(replace(document, id, 'apr_' || i), 'm-pending', 'm-many' || i)
            FROM n, requests WHERE number = 1
            """
        );
        var store = Open();
        var seen = new List<ApprovalRequest>();
        for (IReadOnlyList<ApprovalRequest>? page = null; page is null || page.Count > 0; seen.AddRange(page))
        {
            page = await store.ListAsync(
                new ApprovalQuery { Text = "many1", After = seen.LastOrDefault()?.Id },
                default
            );
        }

        Assert.Equal(100 + 801, seen.Count);
        Assert.Equal(
            seen.OrderByDescending(request => request.CreatedAt).Select(r => r.CreatedAt),
            seen.Select(r => r.CreatedAt)
        );
        Assert.Equal(1705, (await store.BacklogAsync("billing", "rita", 10_000, default)).Pending);
    }

    [Fact]
    public async Task A_program_that_has_it_open_still_can_neither_read_nor_write_it_any_more()
    {
        var store = Open();
        var present = SqliteMigrations.Latest;
        Execute($"PRAGMA user_version={present + 1}");
        await Refused(() => store.GetAsync("apr_1", default).AsTask());
        await Refused(() => store.ParkAsync(SampleApprovals.Approval(_clock), null, default).AsTask());
        await Refused(() => store.DueDeferredAsync("billing", WorkKind.Message, 10, default).AsTask());
        Execute($"PRAGMA user_version={present}");
        Assert.Null(await store.GetAsync("apr_1", default));

        async Task Refused(Func<Task> call) =>
            Assert.Contains(
                $"database version {present + 1}",
                (await Assert.ThrowsAsync<ActraException>(call)).Message
            );
    }

    private SqliteApprovalStore Open(ApprovalStoreOptions? options = null)
    {
        _database = SqliteDatabase.Open(_file.Path);
        return new SqliteApprovalStore(_database, _clock, options ?? new ApprovalStoreOptions());
    }

    private static string Names(IReadOnlyList<ApprovalRequest> requests) =>
        string.Join(' ', requests.Select(request => request.Work.WorkId.Replace("m-", "", StringComparison.Ordinal)));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Execute(sql);
    }
}
