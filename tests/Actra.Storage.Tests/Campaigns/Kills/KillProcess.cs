using System.Diagnostics;
using System.Globalization;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>Starts this program again as a <see cref="KilledHost"/>, and kills it with SIGKILL at the line that it is told.</summary>
internal static class KillProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>When a process is killed: never, where nothing is set.</summary>
    /// <param name="Stop">Where it waits at this step.</param>
    /// <param name="Lines">In the midst of its work, after this many lines.</param>
    /// <param name="OfNewWorks">Lines before the new works are not counted.</param>
    public sealed record When(string? Stop = null, int? Lines = null, bool OfNewWorks = false)
    {
        public bool IsAt(List<string> lines)
        {
            var ready = OfNewWorks ? lines.FindIndex(line => line == KilledHost.Ready) : -1;
            return lines[^1] == KillSteps.Stopped || (ready >= 0 == OfNewWorks && lines.Count - 1 - ready == Lines);
        }
    }

    /// <summary>What a process came to.</summary>
    /// <param name="Killed">False where it went to its end.</param>
    /// <param name="Last">The last step it said.</param>
    /// <param name="Settled">Works that have ended.</param>
    /// <param name="Waiting">Works with which nothing happens before the clock goes on.</param>
    public sealed record Result(
        bool Killed,
        string Last,
        IReadOnlyCollection<string> Settled,
        IReadOnlyCollection<string> Waiting
    );

    /// <summary>Runs it to its end, or kills it.</summary>
    /// <param name="place">The store.</param>
    /// <param name="journal">The file of the queue and of what has happened.</param>
    /// <param name="minutes">By how much its clock is ahead.</param>
    /// <param name="left">What killed processes have left: seen through first.</param>
    /// <param name="works">What comes after that.</param>
    /// <param name="kill">When it is killed.</param>
    public static async Task<Result> RunAsync(
        StorePlace place,
        string journal,
        int minutes,
        IEnumerable<string> left,
        IEnumerable<string> works,
        When kill
    )
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec",
                typeof(KilledHost).Assembly.Location,
                KilledHost.Name,
                place.Kind,
                place.Name,
                journal,
                minutes.ToString(CultureInfo.InvariantCulture),
                kill.Stop ?? KilledHost.NoStop,
            },
        };
        foreach (var argument in (string[])[.. left, KilledHost.Ready, .. works])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        var lines = new List<string>();
        var killed = false;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                lines.Add(line);
                if (!killed && kill.IsAt(lines) && line != KilledHost.Done)
                {
                    process.Kill();
                    killed = true;
                }
            }

            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.True(
            killed || lines[^1..] is [KilledHost.Done],
            $"a worker failed, with {kill}: {await errors}\n{string.Join('\n', lines)}"
        );
        return new Result(
            killed,
            lines.FindLast(line => KillSteps.All.Contains(line.Split(' ')[0])) ?? "",
            Of(lines, KillPeople.Ended),
            Of(lines, KillPeople.Waits)
        );
    }

    private static HashSet<string> Of(List<string> lines, string what) =>
        [.. lines.Where(line => line.StartsWith(what + " ")).Select(line => line.Split(' ')[1])];
}
