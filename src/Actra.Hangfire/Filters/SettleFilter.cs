using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>The last word of an election: what the guard has refused stays refused, and a run that is over is told to its claim.</summary>
internal sealed class SettleFilter(JobServices services) : IJobFilter, IElectStateFilter
{
    public bool AllowMultiple => true;

    public int Order => GuardOrders.Settle;

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is ProcessingState)
        {
            if (context.TraversedStates.OfType<IRefusal>().LastOrDefault() is { } refusal)
            {
                Log.RefusalRestored(services.Logger, context.BackgroundJob.Id, refusal.Name);
                context.CandidateState = refusal;
            }

            return;
        }

        if (services.Runs.IsEmpty)
        {
            return;
        }

        if (context.TraversedStates.OfType<ProcessingState>().Any())
        {
            // A filter behind the guard lets the job wait, or ends it: the run that was admitted will not start.
            Tell(context, (workId, id) => services.Runs.Withdraw(workId, id));
            return;
        }

        if (!string.Equals(context.CurrentState, ProcessingState.StateName, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        Tell(context, (workId, id) => services.Runs.Settle(workId, id, EndOf(context.CandidateState)));
    }

    private void Tell(ElectStateContext context, Action<string, string> tell)
    {
        var id = context.BackgroundJob.Id;
        try
        {
            tell(services.Nonces.WorkId(context.Storage, id), id);
        }
        catch (Exception e)
        {
            Log.EndNotTold(services.Logger, e, id);
        }
    }

    private static JobEnd EndOf(IState next) =>
        next switch
        {
            ScheduledState or EnqueuedState or AwaitingApprovalState => JobEnd.Again,
            SucceededState => JobEnd.Succeeded,
            _ => JobEnd.Failed,
        };
}
