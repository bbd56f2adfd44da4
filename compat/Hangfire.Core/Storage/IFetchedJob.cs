namespace Hangfire.Storage;

public interface IFetchedJob : IDisposable
{
    string JobId { get; }
    void RemoveFromQueue();
    void Requeue();
}
