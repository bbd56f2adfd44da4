namespace Hangfire;

public class JobCancellationToken : IJobCancellationToken
{
    public JobCancellationToken(bool canceled)
    {
        ShutdownToken = new CancellationToken(canceled);
    }

    public static IJobCancellationToken Null => null;

    public CancellationToken ShutdownToken { get; }

    public void ThrowIfCancellationRequested() => ShutdownToken.ThrowIfCancellationRequested();
}
