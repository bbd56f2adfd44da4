namespace Hangfire.States;

/// <summary>Asks the filters which state it is to be, tells them, and applies it.</summary>
public class StateMachine : IStateMachine
{
    private readonly IJobFilterProvider _filterProvider;

    public StateMachine(IJobFilterProvider filterProvider)
    {
        ArgumentNullException.ThrowIfNull(filterProvider);
        _filterProvider = filterProvider;
    }

    internal IStateMachine WithoutFilters => CoreStateMachine.Instance;

    public IState ApplyState(ApplyStateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var filters = new FilterSet(_filterProvider.GetFilters(context.BackgroundJob.Job));
        var election = new ElectStateContext(context, this);
        foreach (var filter in filters.Of<IElectStateFilter>())
        {
            filter.OnStateElection(election);
        }

        foreach (var state in election.TraversedStates)
        {
            context.Transaction.AddJobState(context.BackgroundJob.Id, state);
        }

        var application = new ApplyStateContext(context.Transaction, election)
        {
            JobExpirationTimeout = context.JobExpirationTimeout,
        };
        var applyFilters = filters.Of<IApplyStateFilter>();
        foreach (var filter in applyFilters)
        {
            filter.OnStateUnapplied(application, application.Transaction);
        }

        foreach (var filter in applyFilters)
        {
            filter.OnStateApplied(application, application.Transaction);
        }

        return CoreStateMachine.Instance.ApplyState(application);
    }
}
