namespace Hangfire.InMemory;

internal sealed class Eviction(MemoryState state) : IBackgroundProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public void Execute(BackgroundProcessContext context)
    {
        lock (state.Sync)
        {
            state.Evict(DateTime.UtcNow);
        }

        context.Wait(Interval);
    }
}
