namespace Hangfire.States;

/// <summary>Writes a state to the storage, with its handlers, asking nobody.</summary>
internal sealed class CoreStateMachine : IStateMachine
{
    public static readonly CoreStateMachine Instance = new();

    public IState ApplyState(ApplyStateContext context)
    {
        var handlers = GlobalStateHandlers.Handlers.Concat(context.Storage.GetStateHandlers()).ToList();
        var transaction = context.Transaction;
        var id = context.BackgroundJob.Id;
        UseQueueOfJob(context);
        foreach (var handler in For(handlers, context.OldStateName))
        {
            handler.Unapply(context, transaction);
        }

        transaction.SetJobState(id, context.NewState);
        foreach (var handler in For(handlers, context.NewState.Name))
        {
            handler.Apply(context, transaction);
        }

        if (context.NewState.IsFinal)
        {
            transaction.ExpireJob(id, context.JobExpirationTimeout);
        }
        else
        {
            transaction.PersistJob(id);
        }

        return context.NewState;
    }

    private static IEnumerable<IStateHandler> For(IEnumerable<IStateHandler> handlers, string stateName) =>
        handlers.Where(handler => string.Equals(handler.StateName, stateName, StringComparison.OrdinalIgnoreCase));

    /// <summary>A job that was made for a queue returns to it, unless the state names another.</summary>
    private static void UseQueueOfJob(ApplyStateContext context)
    {
        if (
            context is { NewState: EnqueuedState enqueued, BackgroundJob.Job.Queue: { } queue }
            && enqueued.Queue == EnqueuedState.DefaultQueue
        )
        {
            enqueued.Queue = queue;
        }
    }
}
