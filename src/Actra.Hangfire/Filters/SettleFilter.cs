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

        if (
            services.Runs.IsEmpty
            || !string.Equals(context.CurrentState, ProcessingState.StateName, StringComparison.OrdinalIgnoreCase)
        )
        {
            return;
        }

        var id = context.BackgroundJob.Id;
        try
        {
            services.Runs.Settle(services.Nonces.WorkId(context.Storage, id), id, EndOf(context.CandidateState));
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
