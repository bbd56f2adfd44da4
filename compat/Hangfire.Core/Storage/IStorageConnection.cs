namespace Hangfire.Storage;

public interface IStorageConnection : IDisposable
{
    IWriteOnlyTransaction CreateWriteTransaction();
    IDisposable AcquireDistributedLock(string resource, TimeSpan timeout);
    string CreateExpiredJob(Job job, IDictionary<string, string> parameters, DateTime createdAt, TimeSpan expireIn);
    IFetchedJob FetchNextJob(string[] queues, CancellationToken cancellationToken);
    void SetJobParameter(string id, string name, string value);
    string GetJobParameter(string id, string name);
    JobData GetJobData(string jobId);
    StateData GetStateData(string jobId);
    void AnnounceServer(string serverId, ServerContext context);
    void RemoveServer(string serverId);
    void Heartbeat(string serverId);
    int RemoveTimedOutServers(TimeSpan timeOut);
    HashSet<string> GetAllItemsFromSet(string key);
    string GetFirstByLowestScoreFromSet(string key, double fromScore, double toScore);
    void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string>> keyValuePairs);
    Dictionary<string, string> GetAllEntriesFromHash(string key);
}
