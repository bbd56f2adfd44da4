namespace Hangfire;

public class RecurringJobManager : IRecurringJobManagerV2
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(15);
    private readonly IBackgroundJobFactory _factory;
    private readonly ITimeZoneResolver _timeZoneResolver;
    private readonly Func<DateTime> _nowFactory;

    public RecurringJobManager()
        : this(JobStorage.Current) { }

    public RecurringJobManager(JobStorage storage)
        : this(storage, JobFilterProviders.Providers) { }

    public RecurringJobManager(JobStorage storage, IJobFilterProvider filterProvider)
        : this(storage, filterProvider, new DefaultTimeZoneResolver()) { }

    public RecurringJobManager(
        JobStorage storage,
        IJobFilterProvider filterProvider,
        ITimeZoneResolver timeZoneResolver
    )
        : this(storage, filterProvider, timeZoneResolver, () => DateTime.UtcNow) { }

    public RecurringJobManager(
        JobStorage storage,
        IJobFilterProvider filterProvider,
        ITimeZoneResolver timeZoneResolver,
        Func<DateTime> nowFactory
    )
        : this(storage, new BackgroundJobFactory(filterProvider), timeZoneResolver, nowFactory) { }

    public RecurringJobManager(JobStorage storage, IBackgroundJobFactory factory)
        : this(storage, factory, new DefaultTimeZoneResolver()) { }

    public RecurringJobManager(JobStorage storage, IBackgroundJobFactory factory, ITimeZoneResolver timeZoneResolver)
        : this(storage, factory, timeZoneResolver, () => DateTime.UtcNow) { }

    internal RecurringJobManager(
        JobStorage storage,
        IBackgroundJobFactory factory,
        ITimeZoneResolver timeZoneResolver,
        Func<DateTime> nowFactory
    )
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(timeZoneResolver);
        ArgumentNullException.ThrowIfNull(nowFactory);
        Storage = storage;
        _factory = factory;
        _timeZoneResolver = timeZoneResolver;
        _nowFactory = nowFactory;
    }

    public JobStorage Storage { get; }

    public void AddOrUpdate(string recurringJobId, Job job, string cronExpression, RecurringJobOptions options)
    {
        ArgumentNullException.ThrowIfNull(recurringJobId);
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(cronExpression);
        ArgumentNullException.ThrowIfNull(options);
        Validate(cronExpression);
        using var connection = Storage.GetConnection();
        using var recurringLock = connection.AcquireDistributedLock(
            RecurringJobEntity.LockKey(recurringJobId),
            LockTimeout
        );
        var now = _nowFactory();
        var entity = RecurringJobEntity.Read(connection, recurringJobId) ?? RecurringJobEntity.New(recurringJobId, now);
        entity.Define(job, cronExpression, options, now);
        using var transaction = connection.CreateWriteTransaction();
        entity.Save(transaction);
        transaction.Commit();
    }

    public void Trigger(string recurringJobId) => TriggerJob(recurringJobId);

    [Obsolete("Use TriggerJob.")]
    public string TriggerExecution(string recurringJobId) => TriggerJob(recurringJobId);

    public string TriggerJob(string recurringJobId)
    {
        ArgumentNullException.ThrowIfNull(recurringJobId);
        using var connection = Storage.GetConnection();
        using var recurringLock = connection.AcquireDistributedLock(
            RecurringJobEntity.LockKey(recurringJobId),
            LockTimeout
        );
        var entity = RecurringJobEntity.Read(connection, recurringJobId);
        if (entity == null)
        {
            return null;
        }

        using var transaction = connection.CreateWriteTransaction();
        var jobId = entity.Occur(
            Storage,
            connection,
            transaction,
            _factory,
            _nowFactory(),
            "Triggered using recurring job manager"
        );
        entity.Save(transaction);
        transaction.Commit();
        return jobId;
    }

    public void RemoveIfExists(string recurringJobId)
    {
        ArgumentNullException.ThrowIfNull(recurringJobId);
        using var connection = Storage.GetConnection();
        using var recurringLock = connection.AcquireDistributedLock(
            RecurringJobEntity.LockKey(recurringJobId),
            LockTimeout
        );
        using var transaction = connection.CreateWriteTransaction();
        transaction.RemoveHash(RecurringJobEntity.HashKey(recurringJobId));
        transaction.RemoveFromSet(RecurringJobEntity.SetKey, recurringJobId);
        transaction.Commit();
    }

    private static void Validate(string cronExpression)
    {
        try
        {
            Scheduling.CronSchedule.Parse(cronExpression);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(
                "CRON expression is invalid. Please see the inner exception for details.",
                nameof(cronExpression),
                exception
            );
        }
    }
}
