namespace Hangfire.Storage;

public abstract class JobStorageConnection : IStorageConnection
{
    protected JobStorageConnection() { }

    public virtual void Dispose() { }

    public abstract IWriteOnlyTransaction CreateWriteTransaction();
    public abstract IDisposable AcquireDistributedLock(string resource, TimeSpan timeout);
    public abstract string CreateExpiredJob(
        Job job,
        IDictionary<string, string> parameters,
        DateTime createdAt,
        TimeSpan expireIn
    );
    public abstract IFetchedJob FetchNextJob(string[] queues, CancellationToken cancellationToken);
    public abstract void SetJobParameter(string id, string name, string value);
    public abstract string GetJobParameter(string id, string name);
    public abstract JobData GetJobData(string jobId);
    public abstract StateData GetStateData(string jobId);
    public abstract void AnnounceServer(string serverId, ServerContext context);
    public abstract void RemoveServer(string serverId);
    public abstract void Heartbeat(string serverId);
    public abstract int RemoveTimedOutServers(TimeSpan timeOut);
    public abstract HashSet<string> GetAllItemsFromSet(string key);
    public abstract string GetFirstByLowestScoreFromSet(string key, double fromScore, double toScore);

    public virtual List<string> GetFirstByLowestScoreFromSet(string key, double fromScore, double toScore, int count) =>
        throw new NotSupportedException();

    public virtual long GetSetCount(string key) => throw new NotSupportedException();

    public virtual long GetSetCount(IEnumerable<string> keys, int limit) => throw new NotSupportedException();

    public virtual bool GetSetContains(string key, string value) => throw new NotSupportedException();

    public virtual List<string> GetRangeFromSet(string key, int startingFrom, int endingAt) =>
        throw new NotSupportedException();

    public virtual TimeSpan GetSetTtl(string key) => throw new NotSupportedException();

    public abstract void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string>> keyValuePairs);
    public abstract Dictionary<string, string> GetAllEntriesFromHash(string key);

    public virtual string GetValueFromHash(string key, string name) => throw new NotSupportedException();

    public virtual long GetHashCount(string key) => throw new NotSupportedException();

    public virtual TimeSpan GetHashTtl(string key) => throw new NotSupportedException();

    public virtual long GetListCount(string key) => throw new NotSupportedException();

    public virtual List<string> GetAllItemsFromList(string key) => throw new NotSupportedException();

    public virtual List<string> GetRangeFromList(string key, int startingFrom, int endingAt) =>
        throw new NotSupportedException();

    public virtual TimeSpan GetListTtl(string key) => throw new NotSupportedException();

    public virtual long GetCounter(string key) => throw new NotSupportedException();

    public virtual DateTime GetUtcDateTime() => throw new NotSupportedException();
}
