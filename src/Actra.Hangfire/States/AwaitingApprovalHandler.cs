using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Actra.Hangfire;

/// <summary>Keeps the index of parked jobs. It is an index only: a process without this handler leaves entries behind, so readers look at the job's state again.</summary>
internal sealed class AwaitingApprovalHandler : IStateHandler
{
    private static readonly Lock Registration = new();

    public string StateName => AwaitingApprovalState.StateName;

    /// <summary>Registers it in this process, once.</summary>
    public static void Register()
    {
        lock (Registration)
        {
            if (!GlobalStateHandlers.Handlers.Any(handler => handler is AwaitingApprovalHandler))
            {
                GlobalStateHandlers.Handlers.Add(new AwaitingApprovalHandler());
            }
        }
    }

    public void Apply(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        var id = context.BackgroundJob.Id;
        transaction.AddToSet(ParkedIndex.Key, id, JobHelper.ToTimestamp(DateTime.UtcNow));
        if (context.NewState is AwaitingApprovalState { RecurringJobId: { } recurring })
        {
            transaction.SetRangeInHash(ParkedIndex.RecurringKey, [KeyValuePair.Create(recurring, id)]);
        }
    }

    public void Unapply(ApplyStateContext context, IWriteOnlyTransaction transaction) =>
        transaction.RemoveFromSet(ParkedIndex.Key, context.BackgroundJob.Id);
}
