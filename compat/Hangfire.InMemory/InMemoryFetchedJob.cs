namespace Hangfire.InMemory;

/// <summary>A job taken from its queue: it goes back unless it is removed.</summary>
internal sealed class InMemoryFetchedJob(MemoryState state, string queue, string jobId) : IFetchedJob
{
    public string JobId => jobId;
    public string Queue => queue;

    public void RemoveFromQueue()
    {
        lock (state.Sync)
        {
            state.Fetched.Remove(this);
        }
    }

    public void Requeue()
    {
        lock (state.Sync)
        {
            if (state.Fetched.Remove(this))
            {
                state.Enqueue(queue, jobId);
            }
        }
    }

    public void Dispose() => Requeue();
}
