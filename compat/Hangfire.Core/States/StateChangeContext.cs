namespace Hangfire.States;

public class StateChangeContext
{
    public StateChangeContext(
        JobStorage storage,
        IStorageConnection connection,
        string backgroundJobId,
        IState newState
    )
        : this(storage, connection, backgroundJobId, newState, (string[])null) { }

    public StateChangeContext(
        JobStorage storage,
        IStorageConnection connection,
        string backgroundJobId,
        IState newState,
        params string[] expectedStates
    )
        : this(storage, connection, backgroundJobId, newState, expectedStates, CancellationToken.None) { }

    public StateChangeContext(
        JobStorage storage,
        IStorageConnection connection,
        string backgroundJobId,
        IState newState,
        IEnumerable<string> expectedStates,
        CancellationToken cancellationToken
    )
        : this(storage, connection, transaction: null, backgroundJobId, newState, expectedStates, cancellationToken) { }

    public StateChangeContext(
        JobStorage storage,
        IStorageConnection connection,
        JobStorageTransaction transaction,
        string backgroundJobId,
        IState newState,
        IEnumerable<string> expectedStates,
        CancellationToken cancellationToken
    )
        : this(
            storage,
            connection,
            transaction,
            backgroundJobId,
            newState,
            expectedStates,
            disableFilters: false,
            completeJob: null,
            serverId: null,
            cancellationToken
        ) { }

    internal StateChangeContext(
        JobStorage storage,
        IStorageConnection connection,
        JobStorageTransaction transaction,
        string backgroundJobId,
        IState newState,
        IEnumerable<string> expectedStates,
        bool disableFilters,
        IFetchedJob completeJob,
        string serverId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(backgroundJobId);
        ArgumentNullException.ThrowIfNull(newState);
        Storage = storage;
        Connection = connection;
        Transaction = transaction;
        BackgroundJobId = backgroundJobId;
        NewState = newState;
        ExpectedStates = expectedStates;
        DisableFilters = disableFilters;
        CompleteJob = completeJob;
        ServerId = serverId;
        CancellationToken = cancellationToken;
    }

    public JobStorage Storage { get; }
    public IStorageConnection Connection { get; }
    public JobStorageTransaction Transaction { get; }
    public string BackgroundJobId { get; }
    public IState NewState { get; }
    public IEnumerable<string> ExpectedStates { get; }
    public bool DisableFilters { get; }
    public CancellationToken CancellationToken { get; }
    public IReadOnlyDictionary<string, object> CustomData { get; }
    public IFetchedJob CompleteJob { get; }
    public BackgroundJob ProcessedJob { get; set; }
    public string ServerId { get; set; }
}
