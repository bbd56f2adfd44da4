namespace Hangfire.Server;

/// <summary>Moves jobs whose time has come: to the queue they were made for, or into the Enqueued state.</summary>
internal sealed class DelayedJobScheduler(TimeSpan pollingInterval, IBackgroundJobStateChanger stateChanger)
    : IBackgroundProcess
{
    private const int StateChangeRetries = 5;
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(1);

    public void Execute(BackgroundProcessContext context)
    {
        using (var connection = context.Storage.GetConnection())
        {
            while (!context.IsStopping && MoveNext(context, connection)) { }
        }

        context.Wait(pollingInterval);
    }

    private bool MoveNext(BackgroundProcessContext context, IStorageConnection connection)
    {
        using var schedulerLock = connection.AcquireDistributedLock("locks:schedulepoller", LockTimeout);
        var now = JobHelper.ToTimestamp(DateTime.UtcNow);
        var entry = connection.GetFirstByLowestScoreFromSet(ScheduledStateHandler.ScheduleKey, 0, now);
        if (entry == null)
        {
            return false;
        }

        var separator = entry.IndexOf(':');
        var moved =
            separator < 0
                ? Enqueue(context, connection, entry)
                : PutOnQueue(connection, entry, entry[..separator], entry[(separator + 1)..]);
        if (!moved)
        {
            using var transaction = connection.CreateWriteTransaction();
            transaction.RemoveFromSet(ScheduledStateHandler.ScheduleKey, entry);
            transaction.Commit();
        }

        return true;
    }

    private static bool PutOnQueue(IStorageConnection connection, string entry, string queue, string jobId)
    {
        using var transaction = connection.CreateWriteTransaction();
        transaction.RemoveFromSet(ScheduledStateHandler.ScheduleKey, entry);
        transaction.AddToQueue(queue, jobId);
        transaction.Commit();
        return true;
    }

    private bool Enqueue(BackgroundProcessContext context, IStorageConnection connection, string jobId)
    {
        var applied = StateChanging.Change(
            stateChanger,
            (candidate, disableFilters) =>
                new StateChangeContext(
                    context.Storage,
                    connection,
                    transaction: null,
                    jobId,
                    candidate,
                    [ScheduledState.StateName],
                    disableFilters,
                    completeJob: null,
                    context.ServerId,
                    context.StoppingToken
                ),
            new EnqueuedState { Reason = "Triggered by DelayedJobScheduler" },
            StateChangeRetries,
            context.StoppingToken,
            out _
        );
        return applied != null;
    }
}
