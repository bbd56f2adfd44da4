namespace Hangfire.InMemory;

/// <summary>All that is stored. Whoever reads or writes it holds its lock; waiters for a queue wait on the same.</summary>
internal sealed class MemoryState(InMemoryStorageOptions options)
{
    private long _lastNumber;

    public InMemoryStorageOptions Options => options;
    public object Sync { get; } = new();
    public Dictionary<string, MemoryJob> Jobs { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, LinkedList<string>> Queues { get; } = new(options.StringComparer);
    public Dictionary<InMemoryFetchedJob, string> Fetched { get; } = [];
    public Dictionary<string, MemorySet> Sets { get; } = new(options.StringComparer);
    public Dictionary<string, MemoryHash> Hashes { get; } = new(options.StringComparer);
    public Dictionary<string, MemoryList> Lists { get; } = new(options.StringComparer);
    public Dictionary<string, MemoryCounter> Counters { get; } = new(options.StringComparer);
    public Dictionary<string, MemoryServer> Servers { get; } = new(StringComparer.Ordinal);

    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>Under the lock: puts a job on a queue and wakes those who wait.</summary>
    public void Enqueue(string queue, string jobId, bool first = false)
    {
        if (!Queues.TryGetValue(queue, out var jobs))
        {
            Queues[queue] = jobs = new LinkedList<string>();
        }

        if (first)
        {
            jobs.AddFirst(jobId);
        }
        else
        {
            jobs.AddLast(jobId);
        }

        Monitor.PulseAll(Sync);
    }

    /// <summary>Under the lock: the first job on the first of the queues that has one.</summary>
    public (string Queue, string JobId)? Dequeue(string[] queues)
    {
        foreach (var queue in queues)
        {
            if (Queues.TryGetValue(queue, out var jobs) && jobs.First is { } first)
            {
                jobs.RemoveFirst();
                if (jobs.Count == 0)
                {
                    Queues.Remove(queue);
                }

                return (queue, first.Value);
            }
        }

        return null;
    }

    public DateTime ExpireAt(TimeSpan expireIn)
    {
        var capped = options.MaxExpirationTime is { } max && max < expireIn ? max : expireIn;
        return DateTime.UtcNow + capped;
    }

    /// <summary>Under the lock: forgets what has expired.</summary>
    public void Evict(DateTime now)
    {
        Drop(Jobs, job => job.ExpireAt < now);
        Drop(Sets, set => set.ExpireAt < now);
        Drop(Hashes, hash => hash.ExpireAt < now);
        Drop(Lists, list => list.ExpireAt < now);
        Drop(Counters, counter => counter.ExpireAt < now);
    }

    private static void Drop<T>(Dictionary<string, T> all, Func<T, bool> expired)
    {
        foreach (var key in all.Where(pair => expired(pair.Value)).Select(pair => pair.Key).ToList())
        {
            all.Remove(key);
        }
    }
}
