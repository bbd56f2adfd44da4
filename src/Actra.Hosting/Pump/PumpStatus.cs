namespace Actra.Hosting;

/// <summary>How the pump's last round went, for the health check. Written by the pump, read by anybody.</summary>
internal sealed class PumpStatus
{
    private volatile Round? _last;
    private long _runningSince;
    private long _rounds;

    /// <summary>The last round that ended; null before the first has.</summary>
    public Round? Last => _last;

    /// <summary>When the round that runs now began; null between rounds.</summary>
    public DateTimeOffset? RunningSince =>
        Interlocked.Read(ref _runningSince) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>How many rounds have ended.</summary>
    public long Rounds => Interlocked.Read(ref _rounds);

    public void Begin(DateTimeOffset at) => Interlocked.Exchange(ref _runningSince, at.UtcTicks);

    public void End(Round round)
    {
        _last = round;
        Interlocked.Exchange(ref _runningSince, 0);
        Interlocked.Increment(ref _rounds);
    }

    /// <param name="At">When the round ended.</param>
    /// <param name="StoreProblem">Why the store could not be asked; null where it could.</param>
    /// <param name="ItemProblems">What failed by itself.</param>
    /// <param name="Failing">How many items have failed and not succeeded since.</param>
    /// <param name="NotReady">Kinds of work that cannot be moved yet.</param>
    public sealed record Round(
        DateTimeOffset At,
        string? StoreProblem,
        IReadOnlyList<string> ItemProblems,
        int Failing,
        IReadOnlyList<string> NotReady
    );
}
