namespace Hangfire.InMemory;

internal sealed class InMemoryConnection(InMemoryStorage storage) : JobStorageConnection
{
    private readonly MemoryState _state = storage.State;

    public override void Dispose() => storage.Locks.ReleaseAll(this);

    public override IWriteOnlyTransaction CreateWriteTransaction() => new InMemoryTransaction(storage, this);

    public override IDisposable AcquireDistributedLock(string resource, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return storage.Locks.Acquire(resource, this, timeout);
    }

    public override string CreateExpiredJob(
        Job job,
        IDictionary<string, string> parameters,
        DateTime createdAt,
        TimeSpan expireIn
    )
    {
        using var transaction = new InMemoryTransaction(storage, this);
        var id = transaction.CreateJob(job, parameters, createdAt, expireIn);
        transaction.Commit();
        return id;
    }

    public override IFetchedJob FetchNextJob(string[] queues, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);
        using var wake = cancellationToken.Register(() => Locked(() => Monitor.PulseAll(_state.Sync)));
        lock (_state.Sync)
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_state.Dequeue(queues) is { } next)
                {
                    var fetched = new InMemoryFetchedJob(_state, next.Queue, next.JobId);
                    _state.Fetched[fetched] = next.Queue;
                    return fetched;
                }

                Monitor.Wait(_state.Sync);
            }
        }
    }

    public override void SetJobParameter(string id, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(name);
        lock (_state.Sync)
        {
            if (_state.Jobs.TryGetValue(id, out var job))
            {
                job.Parameters[name] = value;
            }
        }
    }

    public override string GetJobParameter(string id, string name)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(name);
        return Locked(() => _state.Jobs.GetValueOrDefault(id)?.Parameters.GetValueOrDefault(name));
    }

    public override JobData GetJobData(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        InvocationData invocation;
        JobData data;
        lock (_state.Sync)
        {
            if (!_state.Jobs.TryGetValue(jobId, out var job))
            {
                return null;
            }

            invocation = job.Invocation;
            data = new JobData
            {
                State = job.State?.Name,
                CreatedAt = job.CreatedAt,
                InvocationData = invocation,
                ParametersSnapshot = job.Parameters.ToDictionary(StringComparer.Ordinal),
            };
        }

        // The job's arguments are read outside of the lock: their types are the user's, and so are the converters.
        (data.Job, data.LoadException) = Loading.TryLoad(invocation);
        return data;
    }

    public override StateData GetStateData(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        return Locked(() =>
            _state.Jobs.GetValueOrDefault(jobId)?.State is { } state
                ? new StateData
                {
                    Name = state.Name,
                    Reason = state.Reason,
                    Data = state.CopyData(),
                }
                : null
        );
    }

    public override void AnnounceServer(string serverId, ServerContext context)
    {
        var now = DateTime.UtcNow;
        Locked(() =>
            _state.Servers[serverId] = new MemoryServer
            {
                Context = context,
                StartedAt = now,
                Heartbeat = now,
            }
        );
    }

    public override void RemoveServer(string serverId) => Locked(() => _state.Servers.Remove(serverId));

    public override void Heartbeat(string serverId)
    {
        lock (_state.Sync)
        {
            if (_state.Servers.TryGetValue(serverId, out var server))
            {
                server.Heartbeat = DateTime.UtcNow;
            }
        }
    }

    public override int RemoveTimedOutServers(TimeSpan timeOut)
    {
        var oldest = DateTime.UtcNow - timeOut;
        lock (_state.Sync)
        {
            var dead = _state.Servers.Where(s => s.Value.Heartbeat < oldest).Select(s => s.Key).ToList();
            dead.ForEach(id => _state.Servers.Remove(id));
            return dead.Count;
        }
    }

    public override HashSet<string> GetAllItemsFromSet(string key) =>
        Locked(() => Set(key)?.Values.ToHashSet(_state.Options.StringComparer) ?? []);

    public override string GetFirstByLowestScoreFromSet(string key, double fromScore, double toScore) =>
        GetFirstByLowestScoreFromSet(key, fromScore, toScore, count: 1).FirstOrDefault();

    public override List<string> GetFirstByLowestScoreFromSet(
        string key,
        double fromScore,
        double toScore,
        int count
    ) => Locked(() => Set(key)?.Between(fromScore, toScore).Take(count).ToList() ?? []);

    public override long GetSetCount(string key) => Locked(() => Set(key)?.Count ?? 0);

    public override long GetSetCount(IEnumerable<string> keys, int limit) =>
        Locked(() => Math.Min(limit, keys.Sum(key => (long)(Set(key)?.Count ?? 0))));

    public override bool GetSetContains(string key, string value) => Locked(() => Set(key)?.Contains(value) ?? false);

    public override List<string> GetRangeFromSet(string key, int startingFrom, int endingAt) =>
        Locked(() => Range(Set(key)?.Values, startingFrom, endingAt));

    public override TimeSpan GetSetTtl(string key) => Locked(() => Ttl(Set(key)?.ExpireAt));

    public override void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string>> keyValuePairs)
    {
        using var transaction = new InMemoryTransaction(storage, this);
        transaction.SetRangeInHash(key, keyValuePairs);
        transaction.Commit();
    }

    public override Dictionary<string, string> GetAllEntriesFromHash(string key) =>
        Locked(() => Hash(key)?.Fields.ToDictionary(_state.Options.StringComparer));

    public override string GetValueFromHash(string key, string name) =>
        Locked(() => Hash(key)?.Fields.GetValueOrDefault(name));

    public override long GetHashCount(string key) => Locked(() => Hash(key)?.Fields.Count ?? 0);

    public override TimeSpan GetHashTtl(string key) => Locked(() => Ttl(Hash(key)?.ExpireAt));

    public override long GetListCount(string key) => Locked(() => List(key)?.Items.Count ?? 0);

    public override List<string> GetAllItemsFromList(string key) => Locked(() => List(key)?.Items.ToList() ?? []);

    public override List<string> GetRangeFromList(string key, int startingFrom, int endingAt) =>
        Locked(() => Range(List(key)?.Items, startingFrom, endingAt));

    public override TimeSpan GetListTtl(string key) => Locked(() => Ttl(List(key)?.ExpireAt));

    public override long GetCounter(string key) => Locked(() => _state.Counters.GetValueOrDefault(key)?.Value ?? 0);

    public override DateTime GetUtcDateTime() => DateTime.UtcNow;

    private static List<string> Range(IEnumerable<string> values, int from, int to) =>
        values?.Skip(from).Take(to - from + 1).ToList() ?? [];

    private static TimeSpan Ttl(DateTime? expireAt) =>
        expireAt is { } at ? at - DateTime.UtcNow : TimeSpan.FromSeconds(-1);

    private MemorySet Set(string key) => _state.Sets.GetValueOrDefault(key);

    private MemoryHash Hash(string key) => _state.Hashes.GetValueOrDefault(key);

    private MemoryList List(string key) => _state.Lists.GetValueOrDefault(key);

    private T Locked<T>(Func<T> read)
    {
        lock (_state.Sync)
        {
            return read();
        }
    }

    private void Locked(Action write)
    {
        lock (_state.Sync)
        {
            write();
        }
    }
}
