namespace Hangfire.States;

internal sealed class EnqueuedStateHandler : IStateHandler
{
    public string StateName => EnqueuedState.StateName;

    public void Apply(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        var state =
            context.NewState as EnqueuedState
            ?? throw new InvalidOperationException(
                $"A state with the name `{StateName}` must be an {nameof(EnqueuedState)}."
            );
        transaction.AddToQueue(state.Queue, context.BackgroundJob.Id);
    }

    public void Unapply(ApplyStateContext context, IWriteOnlyTransaction transaction) { }
}
