namespace Hangfire.States;

/// <summary>
/// Keeps the schedule. An entry of a job made for a queue names the queue, so that the scheduler can put the job there
/// without changing its state.
/// </summary>
internal sealed class ScheduledStateHandler : IStateHandler
{
    public const string ScheduleKey = "schedule";

    public string StateName => ScheduledState.StateName;

    public void Apply(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        var state =
            context.NewState as ScheduledState
            ?? throw new InvalidOperationException(
                $"A state with the name `{StateName}` must be a {nameof(ScheduledState)}."
            );
        transaction.AddToSet(ScheduleKey, Entry(context.BackgroundJob), JobHelper.ToTimestamp(state.EnqueueAt));
    }

    public void Unapply(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        transaction.RemoveFromSet(ScheduleKey, context.BackgroundJob.Id);
        if (context.BackgroundJob.Job?.Queue != null)
        {
            transaction.RemoveFromSet(ScheduleKey, Entry(context.BackgroundJob));
        }
    }

    private static string Entry(BackgroundJob job) => job.Job?.Queue is { } queue ? $"{queue}:{job.Id}" : job.Id;
}
