using System.Diagnostics;
using System.Globalization;
using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Storage.Tests;

/// <summary>Processes share a file and are killed in the middle of their work.</summary>
public sealed class KilledWorkerTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task What_a_killed_process_has_acknowledged_is_there_and_the_chain_holds()
    {
        var acknowledged = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(i => RunAndKillAsync($"w{i}", linesBefore: 10 + 15 * i))
        );

        using var database = SqliteDatabase.Open(_file.Path);
        var store = new SqliteApprovalStore(database, new ManualTimeProvider());
        var requests = await store.ListAsync(new ApprovalQuery { Limit = ApprovalQuery.LongestPage }, default);
        var byWork = requests.ToDictionary(request => request.Work.WorkId, StringComparer.Ordinal);
        for (var worker = 0; worker < acknowledged.Length; worker++)
        {
            for (var number = 0; number <= acknowledged[worker]; number++)
            {
                Assert.Equal(ApprovalState.Approved, byWork[$"w{worker}-{number}"].State);
            }
        }

        var verification = await AuditVerifier.VerifyAsync(new SqliteAuditLog(database));
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        var approved = requests.Count(request => request.State == ApprovalState.Approved);
        Assert.Equal(requests.Count + 2 * approved, verification.Count);
        Assert.Equal(approved, (await store.ReleasableAsync("billing", WorkKind.Message, 1000, default)).Count);
    }

    private async Task<int> RunAndKillAsync(string name, int linesBefore)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { "exec", typeof(Worker).Assembly.Location, _file.Path, name },
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
