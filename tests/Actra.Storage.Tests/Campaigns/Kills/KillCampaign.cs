using System.Diagnostics;
using Actra.Testing;
using Xunit.Abstractions;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>
/// A host is killed with SIGKILL again and again between a vote and the end of the work: two times of three at each step in turn, the third time in the midst of
/// whatever it does. No approval is lost, nothing runs that was not approved, a handler starts once unless its rule says otherwise, and the log knows all of it.
/// </summary>
public abstract class KillCampaign : IDisposable
{
    private const int MostLines = 30;
    private static readonly int Kills = Campaign.Size(50, 500);

    private readonly StorePlace _place;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actra-");
    private readonly int _seed = Campaign.Seed();

    private protected KillCampaign(StorePlace place, ITestOutputHelper output)
    {
        _place = place;
        output.WriteLine($"ACTRA_CAMPAIGN_SEED={_seed}");
    }

    private string Journal => Path.Combine(_folder.FullName, "journal");

    [SpecificationFact]
    public async Task However_a_host_is_killed_what_was_approved_ends_and_nothing_else_runs()
    {
        var started = Stopwatch.GetTimestamp();
        var (steps, targets) = await RunAsync();
        await _place.SettleAsync();
        using var journal = new KillJournal(Journal);
        var books = await KillBooks.ReadAsync(_place.Open(new ManualTimeProvider()), journal);
        books.Check();
        Assert.Equal(KillSteps.All.Order(), steps.Order());
        foreach (var (work, step) in targets)
        {
            books.CheckTarget(work, step);
        }

        string[] report =
        [
            $"kills      {_place.Kind, -8}  {Kills} kills, seed {_seed}; {targets.Count} at a step, with the outcome foretold  ({Stopwatch.GetElapsedTime(started).TotalSeconds:0} s)",
            .. books.Summary().Select(line => $"{"", 21}{line}"),
        ];
        Campaign.Report(string.Join('\n', report));
    }

    public void Dispose()
    {
        _place.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Kills as often as it should, and then lets all that is left come to its end.</summary>
    /// <returns>
    /// The steps at which a process was stopped to be killed; and the works, with the step, but for those that another kill hit before the next process had seen them through.
    /// </returns>
    private async Task<(IReadOnlySet<string> Steps, List<(KillWork Work, string Step)> Targets)> RunAsync()
    {
        var random = new Random(_seed);
        var targets = new List<(KillWork Work, string Step)>();
        var again = new HashSet<string>();
        var left = new HashSet<string>();
        var runs = 0;
        for (var kills = 0; kills < Kills; runs++)
        {
            var named = kills % 3 != 2;
            var round = targets.Count / KillSteps.All.Count;
            var target = $"{(round % 2 == 0 ? KillWork.Hold : KillWork.Rerun)}-{runs}a";
            var step = KillSteps.All[targets.Count % KillSteps.All.Count];
            var when = named
                ? new KillProcess.When($"{step} {target}")
                : new KillProcess.When(null, random.Next(1, MostLines), OfNewWorks: kills % 2 == 0);
            string[] works = [target, $"hold-{runs}b", $"rerun-{runs}c", $"deny-{runs}d", $"half-{runs}e"];
            var result = await KillProcess.RunAsync(_place, Journal, 10 * runs, left, works, when);
            left.UnionWith(works);
            left.ExceptWith(result.Settled);
            again.UnionWith(left.Intersect(targets.Select(past => past.Work.Id)));
            if (result.Killed)
            {
                kills++;
                if (named)
                {
                    targets.Add((new KillWork(target), step));
                }
            }
        }

        for (var last = 0; left.Count > 0; last++)
        {
            Assert.True(last < 5, $"these never end: {string.Join(", ", left)}");
            var result = await KillProcess.RunAsync(_place, Journal, 10 * runs++, left, [], new KillProcess.When());
            left.ExceptWith(result.Settled);
        }

        return (
            targets.Select(target => target.Step).ToHashSet(StringComparer.Ordinal),
            targets.FindAll(target => !again.Contains(target.Work.Id))
        );
    }
}
