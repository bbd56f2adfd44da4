using System.Diagnostics;
using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_file_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        SqliteDatabase.Open(_file.Path).Dispose();
        Execute("PRAGMA user_version=99; CREATE TABLE later (x)");
        var refused = Assert.Throws<ActraException>(() => SqliteDatabase.Open(_file.Path));
        Assert.Contains("newer version", refused.Message);
        Assert.Contains("99", refused.Message);
        Assert.Contains(_file.Path, refused.Message);
        Assert.Equal(99, Execute("PRAGMA user_version"));
    }

    [Fact]
    public void A_file_of_another_program_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        Execute("CREATE TABLE customers (name)");
        Assert.Contains(
            "another program",
            Assert.Throws<ActraException>(() => SqliteDatabase.Open(_file.Path)).Message
        );
        Assert.Equal(1, Execute("SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        File.WriteAllText(_file.Path, new string('x', 8192));
        Assert.Throws<SqliteException>(() => SqliteDatabase.Open(_file.Path));
    }

    [Fact]
    public async Task Many_create_one_file_at_once_and_agree_on_its_id()
    {
        var opened = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteDatabase.Open(_file.Path)))
        );
        Assert.Single(opened.Select(database => database.StoreId).Distinct());
        Assert.All(opened, database => database.Dispose());
    }

    [Fact]
    public async Task Two_files_have_two_ids()
    {
        using var other = new TemporaryFile();
        using var one = SqliteDatabase.Open(_file.Path);
        using var two = SqliteDatabase.Open(other.Path);
        var clock = new ManualTimeProvider();
        Assert.NotEqual(
            await new SqliteApprovalStore(one, clock).InitializeAsync(default),
            await new SqliteApprovalStore(two, clock).InitializeAsync(default)
        );
    }

    [Fact]
    public async Task What_is_committed_is_synced_in_a_write_ahead_log()
    {
        using var database = SqliteDatabase.Open(_file.Path);
        var (journal, synchronous) = await database.WriteAsync(
            transaction =>
                (
                    transaction.Connection!.ExecuteScalar<string>("PRAGMA journal_mode", transaction: transaction),
                    transaction.Connection!.ExecuteScalar<int>("PRAGMA synchronous", transaction: transaction)
                ),
            default
        );
        Assert.Equal(("wal", 2), (journal, synchronous));
    }

    [Fact]
    public async Task Several_handles_append_and_change_without_a_fork_or_a_lost_change()
    {
        var clock = new ManualTimeProvider();
        var databases = Enumerable.Range(0, 4).Select(_ => SqliteDatabase.Open(_file.Path)).ToArray();
        await Task.WhenAll(
            databases.Select(
                (database, i) =>
                    Task.Run(async () =>
                    {
                        var store = new SqliteApprovalStore(database, clock);
                        var log = new SqliteAuditLog(database);
                        for (var n = 0; n < 15; n++)
                        {
                            await log.AppendAsync(
                                [AuditLogSpecification.Entry(n), AuditLogSpecification.Entry(n)],
                                default
                            );
                            await store.ParkAsync(SampleApprovals.Approval(clock, $"m-{n}"), null, default);
                            await store.ParkAsync(SampleApprovals.Approval(clock, $"own-{i}-{n}"), null, default);
                        }
                    })
            )
        );
        var verification = await AuditVerifier.VerifyAsync(new SqliteAuditLog(databases[0]));
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal(4 * 15 * 2 + 15 + 4 * 15, verification.Count);
        var listed = await new SqliteApprovalStore(databases[1], clock).ListAsync(
            new ApprovalQuery { Limit = 1000 },
            default
        );
        Assert.Equal(15 + 4 * 15, listed.Count);
        Assert.All(databases, database => database.Dispose());
    }

    [Fact]
    public async Task Sixteen_handles_race_on_one_request_and_one_wins()
    {
        var clock = new ManualTimeProvider();
        var databases = Enumerable.Range(0, 4).Select(_ => SqliteDatabase.Open(_file.Path)).ToArray();
        var stores = databases.Select(database => new SqliteApprovalStore(database, clock)).ToArray();
        for (var round = 0; round < 5; round++)
        {
            var request = (
                await stores[0].ParkAsync(SampleApprovals.Approval(clock, $"m-{round}"), null, default)
            ).Request;
            var changes = await Task.WhenAll(
                Enumerable
                    .Range(0, 16)
                    .Select(i =>
                        Task.Run(async () =>
                            await stores[i % 4]
                                .ChangeAsync(
                                    request.Id,
                                    new ApprovalCommand.Vote(
                                        SampleApprovals.Finance($"p{i}"),
                                        i % 2 == 0,
                                        request.ShownDigest,
                                        null
                                    ),
                                    default
                                )
                        )
                    )
            );
            var winner = Assert.Single(changes, change => change.Succeeded);
            Assert.Equal(winner.Request!.State, (await stores[3].GetAsync(request.Id, default))!.State);
        }

        Assert.True((await AuditVerifier.VerifyAsync(new SqliteAuditLog(databases[2]))).IsIntact);
        Assert.All(databases, database => database.Dispose());
    }

    [Fact]
    public async Task Whoever_waits_for_another_process_to_write_goes_on_as_soon_as_it_has()
    {
        using var holder = SqliteDatabase.Open(_file.Path);
        using var waiter = SqliteDatabase.Open(_file.Path);
        var waited = TimeSpan.Zero;
        for (var round = 0; round < 5; round++)
        {
            using var held = new SemaphoreSlim(0);
            using var release = new ManualResetEventSlim();
            var holds = Task.Run(() =>
                holder
                    .WriteAsync(
                        _ =>
                        {
                            held.Release();
                            release.Wait();
                            return true;
                        },
                        default
                    )
                    .AsTask()
            );
            await held.WaitAsync();
            var waits = Task.Run(() => waiter.WriteAsync(_ => true, default).AsTask());
            await Task.Delay(50);
            Assert.False(waits.IsCompleted);
            var released = Stopwatch.GetTimestamp();
            release.Set();
            Assert.True(await waits);
            waited += Stopwatch.GetElapsedTime(released);
            Assert.True(await holds);
        }

        // SQLite by itself would have slept for most of a second each time.
        Assert.True(waited < TimeSpan.FromSeconds(1.5), $"it waited for {waited}");
    }

    [Fact]
    public async Task A_wait_for_another_process_can_be_cancelled_and_leaves_the_handle_usable()
    {
        using var holder = SqliteDatabase.Open(_file.Path);
        using var waiter = SqliteDatabase.Open(_file.Path);
        await holder.WriteAsync(
            _ =>
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
                var waits = Task.Run(() => waiter.WriteAsync(_ => true, patience.Token).AsTask());
                return Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits).Result;
            },
            default
        );
        Assert.True(await waiter.WriteAsync(_ => true, default));
    }

    [Fact]
    public async Task A_unit_of_work_that_throws_has_changed_nothing()
    {
        using var database = SqliteDatabase.Open(_file.Path);
        var log = new SqliteAuditLog(database);
        AuditEntry[] entries = [AuditLogSpecification.Entry(), null!];
        await Assert.ThrowsAnyAsync<ArgumentException>(() => log.AppendAsync(entries, default).AsTask());
        Assert.Equal(0, (await AuditVerifier.VerifyAsync(log)).Count);
        await log.AppendAsync([AuditLogSpecification.Entry()], default);
        Assert.Equal(1, (await AuditVerifier.VerifyAsync(log)).Count);
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        using var database = SqliteDatabase.Open(_file.Path);
        var store = new SqliteApprovalStore(database, new ManualTimeProvider());
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.GetAsync("a", cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            store.ChangeAsync("a", new ApprovalCommand.Expire(), cancelled).AsTask()
        );
    }

    private long Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        return connection.ExecuteScalar<long>(sql);
    }
}
