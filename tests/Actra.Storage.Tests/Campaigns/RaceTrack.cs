using Actra.Approvals;
using Actra.Testing;

namespace Actra.Storage.Tests.Campaigns;

/// <summary>One race over and over, on one store: two runners and somebody who looks afterwards, each with its own handle and clock.</summary>
internal sealed class RaceTrack
{
    private const int MostHeadStart = 100_000;

    private readonly Race _race;
    private readonly Random _random = new(1);
    private readonly ManualTimeProvider[] _clocks = [new(), new(), new()];
    private readonly StorePlace.Handle _left;
    private readonly StorePlace.Handle _right;

    public RaceTrack(Race race, StorePlace place)
    {
        _race = race;
        Judge = place.Open(_clocks[0]);
        _left = place.Open(_clocks[1]);
        _right = place.Open(_clocks[2]);
    }

    public StorePlace.Handle Judge { get; }

    /// <summary>Runs it once. The first two rounds are one after the other, so that each of the two wins at least once; all others are at the same moment.</summary>
    public async Task<(string Id, Race.Ending Ending)> RunAsync(int round)
    {
        var work = SampleApprovals.Approval(_clocks[0], $"m-{round}");
        await _race.From.BringAsync(Judge, work);
        _clocks[1].Advance(_race.Left.Waits);
        _clocks[2].Advance(_race.Right.Waits);
        var (left, right) = await RunBothAsync(round, work);
        Array.ForEach(_clocks, clock => clock.Advance(_clocks.Max(other => other.GetUtcNow()) - clock.GetUtcNow()));
        if (round < 2)
        {
            Assert.Equal(round == 0, left.Won);
        }

        return (work.Id, await CheckAsync(work.Id, left, right));
    }

    private async Task<(Race.Answer Left, Race.Answer Right)> RunBothAsync(int round, NewApproval work)
    {
        if (round == 0)
        {
            var first = await _race.Left.RunAsync(_left, work);
            return (first, await _race.Right.RunAsync(_right, work));
        }

        if (round == 1)
        {
            var first = await _race.Right.RunAsync(_right, work);
            return (await _race.Left.RunAsync(_left, work), first);
        }

        // A little head start for one of them, by chance, so that neither has it by the order of these lines.
        using var start = new Barrier(2);
        var headStart = _random.Next(-MostHeadStart, MostHeadStart);
        var left = Start(_race.Left, _left, Math.Max(0, headStart));
        var right = Start(_race.Right, _right, Math.Max(0, -headStart));
        return (await left, await right);

        Task<Race.Answer> Start(Race.Runner runner, StorePlace.Handle handle, int spins) =>
            Task.Run(() =>
            {
                start.SignalAndWait();
                Thread.SpinWait(spins);
                return runner.RunAsync(handle, work);
            });
    }

    private async Task<Race.Ending> CheckAsync(string id, Race.Answer left, Race.Answer right)
    {
        Assert.True(left.Won != right.Won, $"{_race.Name}: {left} and {right}");
        var (winner, loser) = left.Won ? (left, right) : (right, left);
        var kept = await Judge.Store.GetAsync(id, default);
        var ending = _race.Endings.First(e => e.LeftWins == left.Won);
        Assert.Equal(ending.State, kept!.State);
        Assert.Equivalent(kept, winner.Request, strict: true);
        Assert.Equivalent(kept, loser.Request, strict: true);
        Assert.Contains(ending.Loser, loser.Message, StringComparison.Ordinal);
        await CheckOutboxAsync(kept);
        return ending;
    }

    /// <summary>Closed work waits in the outbox to be moved, once; other work does not.</summary>
    private async Task CheckOutboxAsync(ApprovalRequest kept)
    {
        var waiting = await Judge.Store.OutboxAsync(kept.Work.Service, kept.Work.Kind, 10, default);
        Assert.Equal(
            kept.IsClosed && kept.State != ApprovalState.Executed ? [kept.Id] : [],
            waiting.Select(w => w.ApprovalId)
        );
        if (waiting.Count > 0)
        {
            await Judge.Store.OutboxDoneAsync(kept.Id, default);
        }
    }
}
