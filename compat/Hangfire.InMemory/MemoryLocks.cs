namespace Hangfire.InMemory;

/// <summary>Named locks. The connection that holds one may take it again.</summary>
internal sealed class MemoryLocks
{
    private readonly Dictionary<string, Holding> _held = new(StringComparer.Ordinal);

    public IDisposable Acquire(string resource, object owner, TimeSpan timeout)
    {
        var deadline = Environment.TickCount64 + (long)Math.Min(timeout.TotalMilliseconds, int.MaxValue);
        lock (_held)
        {
            while (true)
            {
                if (!_held.TryGetValue(resource, out var holding))
                {
                    _held[resource] = new Holding(owner) { Depth = 1 };
                    return new Release(this, resource);
                }

                if (ReferenceEquals(holding.Owner, owner))
                {
                    holding.Depth++;
                    return new Release(this, resource);
                }

                var left = deadline - Environment.TickCount64;
                if (left <= 0)
                {
                    throw new DistributedLockTimeoutException(resource);
                }

                Monitor.Wait(_held, (int)Math.Min(left, int.MaxValue));
            }
        }
    }

    /// <summary>Lets go of everything that a connection still holds when it ends.</summary>
    public void ReleaseAll(object owner)
    {
        lock (_held)
        {
            foreach (
                var resource in _held.Where(p => ReferenceEquals(p.Value.Owner, owner)).Select(p => p.Key).ToList()
            )
            {
                _held.Remove(resource);
            }

            Monitor.PulseAll(_held);
        }
    }

    private void ReleaseOne(string resource)
    {
        lock (_held)
        {
            if (_held.TryGetValue(resource, out var holding) && --holding.Depth == 0)
            {
                _held.Remove(resource);
                Monitor.PulseAll(_held);
            }
        }
    }

    private sealed class Holding(object owner)
    {
        public object Owner => owner;
        public int Depth { get; set; }
    }

    private sealed class Release(MemoryLocks locks, string resource) : IDisposable
    {
        private bool _released;

        public void Dispose()
        {
            if (!_released)
            {
                _released = true;
                locks.ReleaseOne(resource);
            }
        }
    }
}
