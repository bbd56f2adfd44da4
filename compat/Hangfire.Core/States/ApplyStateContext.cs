namespace Hangfire.States;

public class ApplyStateContext : StateContext
{
    public ApplyStateContext(IWriteOnlyTransaction transaction, ElectStateContext context)
        : this(
            context.Storage,
            context.Connection,
            transaction,
            context.BackgroundJob,
            context.CandidateState,
            context.CurrentState,
            context.CustomData?.AsReadOnly(),
            context.StateMachine
        ) { }

    public ApplyStateContext(
        JobStorage storage,
        IStorageConnection connection,
        IWriteOnlyTransaction transaction,
        BackgroundJob backgroundJob,
        IState newState,
        string oldStateName
    )
        : this(storage, connection, transaction, backgroundJob, newState, oldStateName, null, null) { }

    internal ApplyStateContext(
        JobStorage storage,
        IStorageConnection connection,
        IWriteOnlyTransaction transaction,
        BackgroundJob backgroundJob,
        IState newState,
        string oldStateName,
        IReadOnlyDictionary<string, object> customData,
        IStateMachine stateMachine
    )
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(backgroundJob);
        ArgumentNullException.ThrowIfNull(newState);
        Storage = storage;
        Connection = connection;
        Transaction = transaction;
        BackgroundJob = backgroundJob;
        NewState = newState;
        OldStateName = oldStateName;
        CustomData = customData;
        StateMachine = stateMachine;
        JobExpirationTimeout = storage.JobExpirationTimeout;
    }

    public JobStorage Storage { get; }
    public IStorageConnection Connection { get; }
    public IWriteOnlyTransaction Transaction { get; }
    public override BackgroundJob BackgroundJob { get; }
    public string OldStateName { get; }
    public IState NewState { get; }
    public TimeSpan JobExpirationTimeout { get; set; }
    public IReadOnlyDictionary<string, object> CustomData { get; }
    public IStateMachine StateMachine { get; }

    public T GetJobParameter<T>(string name) => GetJobParameter<T>(name, allowStale: false);

    public T GetJobParameter<T>(string name, bool allowStale) =>
        JobParameters.Read<T>(Connection, BackgroundJob, name, allowStale);
}
