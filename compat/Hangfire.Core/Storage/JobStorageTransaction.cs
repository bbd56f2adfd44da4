namespace Hangfire.Storage;

public abstract class JobStorageTransaction : IWriteOnlyTransaction
{
    protected JobStorageTransaction() { }

    public virtual void Dispose() { }

    public abstract void ExpireJob(string jobId, TimeSpan expireIn);
    public abstract void PersistJob(string jobId);
    public abstract void SetJobState(string jobId, IState state);
    public abstract void AddJobState(string jobId, IState state);
    public abstract void AddToQueue(string queue, string jobId);
    public abstract void IncrementCounter(string key);
    public abstract void IncrementCounter(string key, TimeSpan expireIn);
    public abstract void DecrementCounter(string key);
    public abstract void DecrementCounter(string key, TimeSpan expireIn);
    public abstract void AddToSet(string key, string value);
    public abstract void AddToSet(string key, string value, double score);
    public abstract void RemoveFromSet(string key, string value);
    public abstract void InsertToList(string key, string value);
    public abstract void RemoveFromList(string key, string value);
    public abstract void TrimList(string key, int keepStartingFrom, int keepEndingAt);
    public abstract void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string>> keyValuePairs);
    public abstract void RemoveHash(string key);
    public abstract void Commit();

    public virtual void ExpireSet(string key, TimeSpan expireIn) => throw new NotSupportedException();

    public virtual void ExpireList(string key, TimeSpan expireIn) => throw new NotSupportedException();

    public virtual void ExpireHash(string key, TimeSpan expireIn) => throw new NotSupportedException();

    public virtual void PersistSet(string key) => throw new NotSupportedException();

    public virtual void PersistList(string key) => throw new NotSupportedException();

    public virtual void PersistHash(string key) => throw new NotSupportedException();

    public virtual void AddRangeToSet(string key, IList<string> items) => throw new NotSupportedException();

    public virtual void RemoveSet(string key) => throw new NotSupportedException();

    public virtual void AcquireDistributedLock(string resource, TimeSpan timeout) => throw new NotSupportedException();

    public virtual void RemoveFromQueue(IFetchedJob fetchedJob) => throw new NotSupportedException();

    public virtual void SetJobParameter(string jobId, string name, string value) => throw new NotSupportedException();

    public virtual string CreateJob(
        Job job,
        IDictionary<string, string> parameters,
        DateTime createdAt,
        TimeSpan expireIn
    ) => throw new NotSupportedException();
}
