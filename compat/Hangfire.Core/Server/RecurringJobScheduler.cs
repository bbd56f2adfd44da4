namespace Hangfire.Server;

/// <summary>Makes a job for each occurrence of a recurring job that is due.</summary>
internal sealed class RecurringJobScheduler(
    IBackgroundJobFactory factory,
    TimeSpan pollingInterval,
    ITimeZoneResolver timeZoneResolver,
    Func<DateTime> nowFactory
) : IBackgroundProcess
{
    private static readonly ILog Logger = LogProvider.GetLogger(typeof(RecurringJobScheduler));
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MisfireTolerance = TimeSpan.FromSeconds(5);

    public void Execute(BackgroundProcessContext context)
    {
        using (var connection = context.Storage.GetConnection())
        using (connection.AcquireDistributedLock("recurring-jobs:lock", LockTimeout))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (!context.IsStopping)
            {
                var now = JobHelper.ToTimestamp(nowFactory());
                var id = connection.GetFirstByLowestScoreFromSet(RecurringJobEntity.SetKey, 0, now);
                if (id == null || !seen.Add(id))
                {
                    break;
                }

                Schedule(context.Storage, connection, id);
            }
        }

        context.Wait(pollingInterval);
    }

    private void Schedule(JobStorage storage, IStorageConnection connection, string id)
    {
        using var recurringLock = connection.AcquireDistributedLock(RecurringJobEntity.LockKey(id), LockTimeout);
        var entity = RecurringJobEntity.Read(connection, id);
        using var transaction = connection.CreateWriteTransaction();
        if (entity == null)
        {
            transaction.RemoveFromSet(RecurringJobEntity.SetKey, id);
            transaction.Commit();
            return;
        }

        var now = nowFactory();
        try
        {
            Occur(storage, connection, transaction, entity, now);
            entity.Save(transaction);
            transaction.Commit();
        }
        catch (Exception exception)
        {
            Logger.ErrorException($"Recurring job '{id}' could not be scheduled.", exception);
            using var failure = connection.CreateWriteTransaction();
            entity.Fail(exception, now + pollingInterval);
            entity.Save(failure);
            failure.Commit();
        }
    }

    private void Occur(
        JobStorage storage,
        IStorageConnection connection,
        IWriteOnlyTransaction transaction,
        RecurringJobEntity entity,
        DateTime now
    )
    {
        var occurrences = entity.Due(timeZoneResolver, now, pollingInterval + MisfireTolerance);
        foreach (var _ in occurrences)
        {
            entity.Occur(storage, connection, transaction, factory, now, "Triggered by recurring job scheduler");
        }

        entity.Succeed(timeZoneResolver, now);
    }
}
