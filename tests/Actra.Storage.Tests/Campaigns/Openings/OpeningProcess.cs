using System.Diagnostics;
using Actra.Testing;

namespace Actra.Storage.Tests.Campaigns.Openings;

/// <summary>A process that opens a store when it is told to, parks a piece of work, and says the store's id.</summary>
internal static class OpeningProcess
{
    /// <summary>The first argument of such a process; then come the kind of the store, its place, and the process's own name.</summary>
    public const string Name = "open";

    private const string Ready = "READY";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string[] args)
    {
        // Once alone, so that nobody has to be compiled when it matters, and all are at the same step at the same moment.
        using (var alone = StorePlace.New(args[0]))
        {
            await OpenAsync(alone.Kind, alone.Name, args[2]);
        }

        Console.WriteLine(Ready);
        Console.ReadLine();
        Console.WriteLine(await OpenAsync(args[0], args[1], args[2]));
        return 0;
    }

    /// <summary>Starts many, has all of them open the store at one moment, and returns the ids that they say.</summary>
    public static async Task<string[]> RunManyAsync(StorePlace place, int count)
    {
        var processes = Enumerable.Range(0, count).Select(i => Start(place, $"node-{i}")).ToList();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            foreach (var process in processes)
            {
                Assert.Equal(Ready, await process.StandardOutput.ReadLineAsync(patience.Token));
            }

            processes.ForEach(process => process.StandardInput.WriteLine());
            return await Task.WhenAll(processes.Select(process => EndAsync(process, patience.Token)));
        }
        finally
        {
            processes.ForEach(process =>
            {
                process.Kill();
                process.Dispose();
            });
        }
    }

    private static async Task<string> OpenAsync(string kind, string name, string node)
    {
        var handle = StorePlace.OpenAt(kind, name, new ManualTimeProvider());
        using var database = handle.Database;
        await handle.Store.ParkAsync(SampleApprovals.Approval(handle.Clock, node), null, default);
        return handle.StoreId;
    }

    private static async Task<string> EndAsync(Process process, CancellationToken ct)
    {
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, errors);
        return said.Trim();
    }

    private static Process Start(StorePlace place, string name) =>
        Process.Start(
            new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList = { "exec", typeof(Worker).Assembly.Location, Name, place.Kind, place.Name, name },
            }
        )!;
}
