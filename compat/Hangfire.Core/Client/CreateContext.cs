namespace Hangfire.Client;

public class CreateContext
{
    public CreateContext(CreateContext context)
        : this(context.Storage, context.Connection, context.Job, context.InitialState, context.Parameters)
    {
        Items = context.Items;
        Factory = context.Factory;
    }

    public CreateContext(JobStorage storage, IStorageConnection connection, Job job, IState initialState)
        : this(storage, connection, job, initialState, parameters: null) { }

    public CreateContext(
        JobStorage storage,
        IStorageConnection connection,
        Job job,
        IState initialState,
        IDictionary<string, object> parameters
    )
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(job);
        Storage = storage;
        Connection = connection;
        Job = job;
        InitialState = initialState;
        Items = new Dictionary<string, object>(StringComparer.Ordinal);
        Parameters = parameters ?? new Dictionary<string, object>(StringComparer.Ordinal);
    }

    public JobStorage Storage { get; }
    public IStorageConnection Connection { get; }
    public IDictionary<string, object> Items { get; }
    public virtual IDictionary<string, object> Parameters { get; }
    public Job Job { get; }
    public IState InitialState { get; }
    public IBackgroundJobFactory Factory { get; internal set; }
}
