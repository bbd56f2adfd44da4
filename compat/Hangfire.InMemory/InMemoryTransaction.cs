namespace Hangfire.InMemory;

/// <summary>Writes that happen together when it commits.</summary>
internal sealed class InMemoryTransaction(InMemoryStorage storage, InMemoryConnection connection)
    : JobStorageTransaction
{
    private readonly List<Action<MemoryState>> _writes = [];
    private readonly List<Action<MemoryState>> _queueWrites = [];
    private readonly List<IDisposable> _locks = [];

    public override void Dispose()
    {
        _locks.ForEach(held => held.Dispose());
        _locks.Clear();
    }

    public override void Commit()
    {
        lock (storage.State.Sync)
        {
            _writes.ForEach(write => write(storage.State));
            _queueWrites.ForEach(write => write(storage.State));
        }

        Dispose();
    }

    public override void ExpireJob(string jobId, TimeSpan expireIn) =>
        OnJob(jobId, (state, job) => job.ExpireAt = state.ExpireAt(expireIn));

    public override void PersistJob(string jobId) => OnJob(jobId, (_, job) => job.ExpireAt = null);

    public override void SetJobState(string jobId, IState state)
    {
        var stored = MemoryJobState.Of(state);
        OnJob(
            jobId,
            (memory, job) =>
            {
                AddHistory(memory, job, stored);
                job.State = stored;
            }
        );
    }

    public override void AddJobState(string jobId, IState state)
    {
        var stored = MemoryJobState.Of(state);
        OnJob(jobId, (memory, job) => AddHistory(memory, job, stored));
    }

    public override void AddToQueue(string queue, string jobId)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(jobId);
        _queueWrites.Add(state => state.Enqueue(queue, jobId));
    }

    public override void IncrementCounter(string key) => Count(key, 1, expireIn: null);

    public override void IncrementCounter(string key, TimeSpan expireIn) => Count(key, 1, expireIn);

    public override void DecrementCounter(string key) => Count(key, -1, expireIn: null);

    public override void DecrementCounter(string key, TimeSpan expireIn) => Count(key, -1, expireIn);

    public override void AddToSet(string key, string value) => AddToSet(key, value, score: 0);

    public override void AddToSet(string key, string value, double score)
    {
        ArgumentNullException.ThrowIfNull(value);
        OnSet(key, set => set.Add(value, score));
    }

    public override void AddRangeToSet(string key, IList<string> items)
    {
        foreach (var item in items)
        {
            AddToSet(key, item);
        }
    }

    public override void RemoveFromSet(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        OnSet(key, set => set.Remove(value));
    }

    public override void RemoveSet(string key) => Write(state => state.Sets.Remove(key));

    public override void ExpireSet(string key, TimeSpan expireIn) =>
        Write(state => Touch(state.Sets, key, set => set.ExpireAt = state.ExpireAt(expireIn)));

    public override void PersistSet(string key) => Write(state => Touch(state.Sets, key, set => set.ExpireAt = null));

    public override void InsertToList(string key, string value) => OnList(key, items => items.Insert(0, value));

    public override void RemoveFromList(string key, string value) =>
        OnList(key, items => items.RemoveAll(item => item == value));

    public override void TrimList(string key, int keepStartingFrom, int keepEndingAt) =>
        OnList(
            key,
            items =>
            {
                var kept = items.Skip(keepStartingFrom).Take(keepEndingAt - keepStartingFrom + 1).ToList();
                items.Clear();
                items.AddRange(kept);
            }
        );

    public override void ExpireList(string key, TimeSpan expireIn) =>
        Write(state => Touch(state.Lists, key, list => list.ExpireAt = state.ExpireAt(expireIn)));

    public override void PersistList(string key) =>
        Write(state => Touch(state.Lists, key, list => list.ExpireAt = null));

    public override void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string>> keyValuePairs)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        var fields = keyValuePairs.ToList();
        Write(state =>
        {
            if (!state.Hashes.TryGetValue(key, out var hash))
            {
                state.Hashes[key] = hash = new MemoryHash(state.Options.StringComparer);
            }

            fields.ForEach(field => hash.Fields[field.Key] = field.Value);
        });
    }

    public override void RemoveHash(string key) => Write(state => state.Hashes.Remove(key));

    public override void ExpireHash(string key, TimeSpan expireIn) =>
        Write(state => Touch(state.Hashes, key, hash => hash.ExpireAt = state.ExpireAt(expireIn)));

    public override void PersistHash(string key) =>
        Write(state => Touch(state.Hashes, key, hash => hash.ExpireAt = null));

    public override void AcquireDistributedLock(string resource, TimeSpan timeout) =>
        _locks.Add(connection.AcquireDistributedLock(resource, timeout));

    public override void RemoveFromQueue(IFetchedJob fetchedJob) =>
        Write(state => state.Fetched.Remove((InMemoryFetchedJob)fetchedJob));

    public override void SetJobParameter(string jobId, string name, string value) =>
        OnJob(jobId, (_, job) => job.Parameters[name] = value);

    public override string CreateJob(
        Job job,
        IDictionary<string, string> parameters,
        DateTime createdAt,
        TimeSpan expireIn
    )
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(parameters);
        var created = new MemoryJob
        {
            Id = storage.NewJobId(),
            Invocation = InvocationData.SerializeJob(job),
            CreatedAt = createdAt,
            Parameters = parameters.ToDictionary(StringComparer.Ordinal),
        };
        Write(state =>
        {
            created.ExpireAt = state.ExpireAt(expireIn);
            state.Jobs[created.Id] = created;
        });
        return created.Id;
    }

    private static void AddHistory(MemoryState memory, MemoryJob job, MemoryJobState state)
    {
        job.History.Add(state);
        if (job.History.Count > memory.Options.MaxStateHistoryLength)
        {
            job.History.RemoveAt(0);
        }
    }

    private static void Touch<T>(Dictionary<string, T> all, string key, Action<T> change)
    {
        if (all.TryGetValue(key, out var value))
        {
            change(value);
        }
    }

    private void Write(Action<MemoryState> write) => _writes.Add(write);

    private void OnJob(string jobId, Action<MemoryState, MemoryJob> change)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        Write(state => Touch(state.Jobs, jobId, job => change(state, job)));
    }

    private void OnSet(string key, Action<MemorySet> change)
    {
        ArgumentNullException.ThrowIfNull(key);
        Write(state =>
        {
            if (!state.Sets.TryGetValue(key, out var set))
            {
                state.Sets[key] = set = new MemorySet(state.Options.StringComparer);
            }

            change(set);
            if (set.Count == 0)
            {
                state.Sets.Remove(key);
            }
        });
    }

    private void OnList(string key, Action<List<string>> change)
    {
        ArgumentNullException.ThrowIfNull(key);
        Write(state =>
        {
            if (!state.Lists.TryGetValue(key, out var list))
            {
                state.Lists[key] = list = new MemoryList();
            }

            change(list.Items);
            if (list.Items.Count == 0)
            {
                state.Lists.Remove(key);
            }
        });
    }

    private void Count(string key, int by, TimeSpan? expireIn)
    {
        ArgumentNullException.ThrowIfNull(key);
        Write(state =>
        {
            if (!state.Counters.TryGetValue(key, out var counter))
            {
                state.Counters[key] = counter = new MemoryCounter();
            }

            counter.Value += by;
            counter.ExpireAt = expireIn is { } duration ? state.ExpireAt(duration) : null;
        });
    }
}
