namespace Hangfire.States;

internal sealed class AwaitingStateHandler : IStateHandler
{
    public const string AwaitingKey = "awaiting";

    public string StateName => AwaitingState.StateName;

    public void Apply(ApplyStateContext context, IWriteOnlyTransaction transaction) =>
        transaction.AddToSet(AwaitingKey, context.BackgroundJob.Id, JobHelper.ToTimestamp(DateTime.UtcNow));

    public void Unapply(ApplyStateContext context, IWriteOnlyTransaction transaction) =>
        transaction.RemoveFromSet(AwaitingKey, context.BackgroundJob.Id);
}
