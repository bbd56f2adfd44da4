namespace Hangfire.Server;

public class PerformContext
{
    public PerformContext(PerformContext context)
        : this(context.Storage, context.Connection, context.BackgroundJob, context.CancellationToken)
    {
        Items = context.Items;
        Performer = context.Performer;
        ServerId = context.ServerId;
    }

    [Obsolete("Give the storage, too.")]
    public PerformContext(
        IStorageConnection connection,
        BackgroundJob backgroundJob,
        IJobCancellationToken cancellationToken
    )
        : this(storage: null, connection, backgroundJob, cancellationToken) { }

    public PerformContext(
        JobStorage storage,
        IStorageConnection connection,
        BackgroundJob backgroundJob,
        IJobCancellationToken cancellationToken
    )
        : this(storage, connection, backgroundJob, cancellationToken, serverId: null) { }

    internal PerformContext(
        JobStorage storage,
        IStorageConnection connection,
        BackgroundJob backgroundJob,
        IJobCancellationToken cancellationToken,
        string serverId
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(backgroundJob);
        ArgumentNullException.ThrowIfNull(cancellationToken);
        Storage = storage;
        Connection = connection;
        BackgroundJob = backgroundJob;
        CancellationToken = cancellationToken;
        ServerId = serverId;
        Items = new Dictionary<string, object>(StringComparer.Ordinal);
    }

    public JobStorage Storage { get; }
    public IDictionary<string, object> Items { get; }
    public BackgroundJob BackgroundJob { get; }

    [Obsolete("Use BackgroundJob.")]
    public string JobId => BackgroundJob.Id;

    [Obsolete("Use BackgroundJob.")]
    public Job Job => BackgroundJob.Job;

    [Obsolete("Use BackgroundJob.")]
    public DateTime CreatedAt => BackgroundJob.CreatedAt;

    public IJobCancellationToken CancellationToken { get; }
    public IStorageConnection Connection { get; }
    public IBackgroundJobPerformer Performer { get; internal set; }
    public string ServerId { get; }

    public void SetJobParameter(string name, object value) =>
        JobParameters.Write(Connection, BackgroundJob, name, value);

    public T GetJobParameter<T>(string name) => GetJobParameter<T>(name, allowStale: false);

    public T GetJobParameter<T>(string name, bool allowStale) =>
        JobParameters.Read<T>(Connection, BackgroundJob, name, allowStale);
}
