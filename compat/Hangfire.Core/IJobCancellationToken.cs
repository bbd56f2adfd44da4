namespace Hangfire;

public interface IJobCancellationToken
{
    CancellationToken ShutdownToken { get; }
    void ThrowIfCancellationRequested();
}
