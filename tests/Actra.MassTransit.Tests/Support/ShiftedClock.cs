namespace Actra.MassTransit.Tests;

/// <summary>The system's clock, put forward by hand; its timers run on the system's time.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _shift));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
