namespace Hangfire.Storage;

public interface IWriteOnlyTransaction : IDisposable
{
    void ExpireJob(string jobId, TimeSpan expireIn);
    void PersistJob(string jobId);
    void SetJobState(string jobId, IState state);
    void AddJobState(string jobId, IState state);
    void AddToQueue(string queue, string jobId);
    void IncrementCounter(string key);
    void IncrementCounter(string key, TimeSpan expireIn);
    void DecrementCounter(string key);
    void DecrementCounter(string key, TimeSpan expireIn);
    void AddToSet(string key, string value);
    void AddToSet(string key, string value, double score);
    void RemoveFromSet(string key, string value);
    void InsertToList(string key, string value);
    void RemoveFromList(string key, string value);
    void TrimList(string key, int keepStartingFrom, int keepEndingAt);
    void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string>> keyValuePairs);
    void RemoveHash(string key);
    void Commit();
}
