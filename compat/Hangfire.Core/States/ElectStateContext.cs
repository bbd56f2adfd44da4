namespace Hangfire.States;

public class ElectStateContext : StateContext
{
    private readonly List<IState> _traversed = [];
    private IState _candidate;

    public ElectStateContext(ApplyStateContext applyContext)
        : this(applyContext, stateMachine: null) { }

    public ElectStateContext(ApplyStateContext applyContext, StateMachine stateMachine)
    {
        ArgumentNullException.ThrowIfNull(applyContext);
        BackgroundJob = applyContext.BackgroundJob;
        Storage = applyContext.Storage;
        Connection = applyContext.Connection;
        Transaction = applyContext.Transaction;
        CurrentState = applyContext.OldStateName;
        StateMachine = stateMachine;
        CustomData = applyContext.CustomData?.ToDictionary(StringComparer.Ordinal);
        _candidate = applyContext.NewState;
    }

    public override BackgroundJob BackgroundJob { get; }
    public JobStorage Storage { get; }
    public IStorageConnection Connection { get; }
    public IWriteOnlyTransaction Transaction { get; }

    public IState CandidateState
    {
        get => _candidate;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!ReferenceEquals(_candidate, value))
            {
                _traversed.Add(_candidate);
                _candidate = value;
            }
        }
    }

    public string CurrentState { get; }
    public IState[] TraversedStates => [.. _traversed];
    public IDictionary<string, object> CustomData { get; }
    public StateMachine StateMachine { get; }

    public void SetJobParameter<T>(string name, T value) =>
        Connection.SetJobParameter(
            BackgroundJob.Id,
            name,
            SerializationHelper.Serialize(value, SerializationOption.User)
        );

    public T GetJobParameter<T>(string name) => GetJobParameter<T>(name, allowStale: false);

    public T GetJobParameter<T>(string name, bool allowStale) =>
        JobParameters.Read<T>(Connection, BackgroundJob, name, allowStale);
}
