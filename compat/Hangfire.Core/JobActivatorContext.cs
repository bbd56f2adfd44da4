namespace Hangfire;

public class JobActivatorContext
{
    public JobActivatorContext(
        IStorageConnection connection,
        BackgroundJob backgroundJob,
        IJobCancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(backgroundJob);
        ArgumentNullException.ThrowIfNull(cancellationToken);
        Connection = connection;
        BackgroundJob = backgroundJob;
        CancellationToken = cancellationToken;
    }

    public BackgroundJob BackgroundJob { get; }
    public IJobCancellationToken CancellationToken { get; }
    public IStorageConnection Connection { get; }

    public void SetJobParameter(string name, object value) =>
        JobParameters.Write(Connection, BackgroundJob, name, value);

    public T GetJobParameter<T>(string name) => GetJobParameter<T>(name, allowStale: false);

    public T GetJobParameter<T>(string name, bool allowStale) =>
        JobParameters.Read<T>(Connection, BackgroundJob, name, allowStale);
}
