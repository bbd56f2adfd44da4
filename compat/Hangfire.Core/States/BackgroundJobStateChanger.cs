namespace Hangfire.States;

public class BackgroundJobStateChanger : IBackgroundJobStateChanger
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(15);
    private readonly StateMachine _stateMachine;

    public BackgroundJobStateChanger()
        : this(JobFilterProviders.Providers) { }

    public BackgroundJobStateChanger(IJobFilterProvider filterProvider)
        : this(new StateMachine(filterProvider)) { }

    public BackgroundJobStateChanger(StateMachine stateMachine)
    {
        ArgumentNullException.ThrowIfNull(stateMachine);
        _stateMachine = stateMachine;
    }

    public IState ChangeState(StateChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var jobLock = context.Connection.AcquireDistributedJobLock(context.BackgroundJobId, LockTimeout);
        context.CancellationToken.ThrowIfCancellationRequested();
        var data = context.Connection.GetJobData(context.BackgroundJobId);
        if (data == null || !IsExpected(context.ExpectedStates, data.State))
        {
            return null;
        }

        var job = new BackgroundJob(context.BackgroundJobId, data.Job, data.CreatedAt, data.ParametersSnapshot);
        context.ProcessedJob = job;
        var newState = Loadable(context.NewState, data);
        if (context.Transaction != null)
        {
            return Apply(context, context.Transaction, job, newState, data.State);
        }

        using var transaction = context.Connection.CreateWriteTransaction();
        var applied = Apply(context, transaction, job, newState, data.State);
        transaction.Commit();
        return applied;
    }

    private IState Apply(
        StateChangeContext context,
        IWriteOnlyTransaction transaction,
        BackgroundJob job,
        IState newState,
        string oldState
    )
    {
        var machine = context.DisableFilters ? _stateMachine.WithoutFilters : _stateMachine;
        var applied = machine.ApplyState(
            new ApplyStateContext(
                context.Storage,
                context.Connection,
                transaction,
                job,
                newState,
                oldState,
                context.CustomData,
                machine
            )
        );
        if (context.CompleteJob != null && transaction is JobStorageTransaction storageTransaction)
        {
            storageTransaction.RemoveFromQueue(context.CompleteJob);
        }

        return applied;
    }

    private static bool IsExpected(IEnumerable<string> expected, string state) =>
        expected == null || expected.Contains(state, StringComparer.OrdinalIgnoreCase);

    private static IState Loadable(IState state, JobData data) =>
        data.LoadException == null || state.IgnoreJobLoadException
            ? state
            : new FailedState(data.LoadException.InnerException ?? data.LoadException)
            {
                Reason = $"Can not change the state to '{state.Name}': target method was not found.",
            };
}
