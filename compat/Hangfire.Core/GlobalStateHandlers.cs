namespace Hangfire;

public static class GlobalStateHandlers
{
    public static ICollection<IStateHandler> Handlers { get; } =
        new List<IStateHandler>
        {
            new EnqueuedStateHandler(),
            new ScheduledStateHandler(),
            new AwaitingStateHandler(),
            new CountingStateHandler(SucceededState.StateName, "stats:succeeded"),
            new CountingStateHandler(DeletedState.StateName, "stats:deleted"),
        };
}
