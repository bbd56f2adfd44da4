using System.Diagnostics;
using System.Globalization;
using Actra.Audit;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>Sixteen threads and four processes append to one log, while somebody verifies it again and again.</summary>
public sealed class SharedLogTests : IDisposable
{
    private const int Threads = 16;
    private const int Processes = 4;
    private const int ThreadsPerProcess = 4;
    private readonly int _entries = Campaign.Size(small: 10, full: 500);
    private readonly string _archive = Directory.CreateTempSubdirectory("actra-shared-").FullName;

    public void Dispose() => Directory.Delete(_archive, recursive: true);

    [Fact]
    public async Task On_a_file_many_threads_and_processes_make_one_chain_that_is_intact_at_any_moment()
    {
        using var file = new TemporaryFile();
        using var database = SqliteDatabase.Open(file.Path);
        await CheckAsync(new SqliteAuditLog(database), AppendWorker.Sqlite, file.Path, cuts: false);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task On_a_server_many_threads_and_processes_make_one_chain_that_is_intact_at_any_moment()
    {
        using var schema = new TemporarySchema();
        await CheckAsync(
            new PostgresAuditLog(schema.Open(AppendWorker.Patience)),
            AppendWorker.Postgres,
            schema.Name,
            cuts: false
        );
    }

    [Fact]
    public async Task On_a_file_they_do_while_old_records_move_into_the_archive()
    {
        using var file = new TemporaryFile();
        using var database = SqliteDatabase.Open(file.Path);
        await CheckAsync(new SqliteAuditLog(database), AppendWorker.Sqlite, file.Path, cuts: true);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task On_a_server_they_do_while_old_records_move_into_the_archive()
    {
        using var schema = new TemporarySchema();
        await CheckAsync(
            new PostgresAuditLog(schema.Open(AppendWorker.Patience)),
            AppendWorker.Postgres,
            schema.Name,
            cuts: true
        );
    }

    private async Task CheckAsync(IAuditLog log, string kind, string place, bool cuts)
    {
        // A first record and its head: a log with records and no head would be a broken one.
        await AppendWorker.AppendAsync(log, "first", threads: 1, entries: 1);
        var workers = Enumerable.Range(0, Processes).Select(i => StartAsync(kind, place, $"p{i}")).ToList();
        workers.Add(Task.Run(() => AppendWorker.AppendAsync(log, "here", Threads, _entries)));
        var working = Task.WhenAll(workers);
        do
        {
            if (cuts)
            {
                await CutAsync(log);
            }

            Assert.Null((await VerifyAsync(log)).Broken);
        } while (!working.IsCompleted);

        await working;
        var found = await VerifyAsync(log);
        Assert.Null(found.Broken);
        Assert.Equal(cuts, found.Cut is not null);
        var expected = Enumerable
            .Range(0, Processes)
            .SelectMany(i => AppendWorker.Ids($"p{i}", ThreadsPerProcess, _entries))
            .Concat(AppendWorker.Ids("here", Threads, _entries))
            .Append("first-0-0");
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await IdsAsync(log)).Order(StringComparer.Ordinal));
    }

    private Task<AuditVerification> VerifyAsync(IAuditLog log) =>
        AuditVerifier.VerifyAsync(log, [.. AuditArchiveFolder.Read(_archive)], known: null, AppendWorker.Keys, default);

    private async Task CutAsync(IAuditLog log)
    {
        var retention = new AuditRetention(log, AppendWorker.Keys, "billing", new AuditArchiveFolder(_archive))
        {
            LongestSegment = 40,
        };
        await retention.RunAsync(DateTimeOffset.MaxValue, default);
    }

    private async Task<List<string>> IdsAsync(IAuditLog log)
    {
        var ids = new List<string>();
        var sources = AuditArchiveFolder
            .Read(_archive)
            .Select(segment => segment.ReadAsync(default))
            .Append(log.ReadAsync(1, default));
        foreach (var source in sources)
        {
            await foreach (var record in source)
            {
                if (record.Entry is { Kind: AuditKind.Decision, DecisionId: { } id })
                {
                    ids.Add(id);
                }
            }
        }

        return ids;
    }

    private async Task StartAsync(string kind, string place, string name)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec",
                typeof(AppendWorker).Assembly.Location,
                kind,
                place,
                name,
                ThreadsPerProcess.ToString(CultureInfo.InvariantCulture),
                _entries.ToString(CultureInfo.InvariantCulture),
            },
        };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
