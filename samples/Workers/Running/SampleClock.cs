namespace Workers.Running;

/// <summary>The host's clock, which can be put forward: a request that waits a day for votes expires in the sample without the day.</summary>
internal sealed class SampleClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _ahead));

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
