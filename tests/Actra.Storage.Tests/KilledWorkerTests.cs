using System.Diagnostics;
using System.Globalization;
using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>Processes share a database and are killed in the middle of their work.</summary>
public sealed class KilledWorkerTests
{
    [Fact]
    public async Task What_a_killed_process_has_acknowledged_is_there_and_the_chain_holds()
    {
        using var file = new TemporaryFile();
        var acknowledged = await RunAndKillAllAsync(Worker.Sqlite, file.Path);
        using var database = SqliteDatabase.Open(file.Path);
        await CheckAsync(
            new SqliteApprovalStore(database, new ManualTimeProvider()),
            new SqliteAuditLog(database),
            acknowledged
        );
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task On_a_server_what_a_killed_process_has_acknowledged_is_there_as_well()
    {
        using var schema = new TemporarySchema();
        var acknowledged = await RunAndKillAllAsync(Worker.Postgres, schema.Name);
        await schema.UntilNobodyIsConnectedAsync();
        var database = schema.Open();
        await CheckAsync(
            new PostgresApprovalStore(database, new ManualTimeProvider()),
            new PostgresAuditLog(database),
            acknowledged
        );
    }

    private static async Task CheckAsync(IApprovalStore store, IAuditLog log, int[] acknowledged)
    {
        var requests = await store.ListAsync(new ApprovalQuery { Limit = ApprovalQuery.LongestPage }, default);
        var byWork = requests.ToDictionary(request => request.Work.WorkId, StringComparer.Ordinal);
        for (var worker = 0; worker < acknowledged.Length; worker++)
        {
            for (var number = 0; number <= acknowledged[worker]; number++)
            {
                Assert.Equal(ApprovalState.Approved, byWork[$"w{worker}-{number}"].State);
            }
        }

        var verification = await AuditVerifier.VerifyAsync(log);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        var approved = requests.Count(request => request.State == ApprovalState.Approved);
        Assert.Equal(requests.Count + 2 * approved, verification.Count);
        Assert.Equal(approved, (await store.ReleasableAsync("billing", WorkKind.Message, 1000, default)).Count);
    }

    private static Task<int[]> RunAndKillAllAsync(string kind, string place) =>
        Task.WhenAll(
            Enumerable.Range(0, 3).Select(i => RunAndKillAsync(kind, place, $"w{i}", linesBefore: 10 + 15 * i))
        );

    private static async Task<int> RunAndKillAsync(string kind, string place, string name, int linesBefore)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { "exec", typeof(Worker).Assembly.Location, kind, place, name },
        };
        using var process = Process.Start(start)!;
        var last = -1;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            last = Math.Max(last, int.Parse(line, CultureInfo.InvariantCulture));
            if (last == linesBefore)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        Assert.True(last >= linesBefore, $"the worker ended by itself after {last}");
        return last;
    }
}
