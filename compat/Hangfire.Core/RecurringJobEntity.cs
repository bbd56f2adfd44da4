using System.Globalization;

namespace Hangfire;

/// <summary>A recurring job as it is in the storage. Fields of the hash that it does not know are left alone.</summary>
internal sealed class RecurringJobEntity
{
    public const string SetKey = "recurring-jobs";
    private const int MaxRetryAttempts = 5;
    private readonly Dictionary<string, string> _stored;

    private RecurringJobEntity(string id, Dictionary<string, string> stored)
    {
        Id = id;
        _stored = stored;
    }

    public string Id { get; }
    public Job Job => InvocationData.DeserializePayload(_stored["Job"]).DeserializeJob();
    public string LastJobId => Get("LastJobId");

    public static string HashKey(string id) => $"recurring-job:{id}";

    public static string LockKey(string id) => $"lock:recurring-job:{id}";

    public static RecurringJobEntity Read(IStorageConnection connection, string id)
    {
        var hash = connection.GetAllEntriesFromHash(HashKey(id));
        return hash == null || !hash.ContainsKey("Job") ? null : new RecurringJobEntity(id, hash);
    }

    public static RecurringJobEntity New(string id, DateTime now) =>
        new(id, new Dictionary<string, string>(StringComparer.Ordinal))
        {
            _stored = { ["CreatedAt"] = JobHelper.SerializeDateTime(now), ["V"] = "2" },
        };

    public void Define(Job job, string cron, RecurringJobOptions options, DateTime now)
    {
        var changed = Get("Cron") != cron || Get("TimeZoneId") != options.TimeZone.Id || Get("NextExecution") == null;
        Set("Job", InvocationData.SerializeJob(job).SerializePayload());
        Set("Cron", cron);
        Set("TimeZoneId", options.TimeZone.Id);
        Set("Queue", job.Queue ?? options.QueueName);
        Set("Misfire", options.MisfireHandling.ToString("D"));
        if (changed)
        {
            SetNext(Scheduling.CronSchedule.Parse(cron).Next(now, options.TimeZone));
            Set("RetryAttempt", "0");
            Set("Error", value: null);
        }
    }

    /// <summary>The occurrences to make up for now, by the way in which the job treats missed ones.</summary>
    public IReadOnlyList<DateTime> Due(ITimeZoneResolver timeZones, DateTime now, TimeSpan tolerance)
    {
        if (JobHelper.DeserializeNullableDateTime(Get("NextExecution")) is not { } next || next > now)
        {
            return [];
        }

        switch (Misfire)
        {
            case MisfireHandlingMode.Ignorable:
                return next < now - tolerance ? [] : [next];
            case MisfireHandlingMode.Strict:
                var all = new List<DateTime>();
                for (DateTime? at = next; at <= now; at = Schedule.Next(at.Value, TimeZone(timeZones)))
                {
                    all.Add(at.Value);
                }

                return all;
            default:
                return [next];
        }
    }

    /// <summary>Makes one job; <see langword="null"/> when a filter canceled it.</summary>
    public string Occur(
        JobStorage storage,
        IStorageConnection connection,
        IWriteOnlyTransaction transaction,
        IBackgroundJobFactory factory,
        DateTime now,
        string reason
    )
    {
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["RecurringJobId"] = Id,
            ["Time"] = JobHelper.ToTimestamp(now),
        };
        var job = factory.Create(new CreateContext(storage, connection, Job, initialState: null, parameters));
        Set("LastExecution", JobHelper.SerializeDateTime(now));
        Set("LastJobId", job?.Id);
        if (job == null)
        {
            return null;
        }

        var state = new EnqueuedState(Get("Queue") ?? EnqueuedState.DefaultQueue) { Reason = reason };
        factory.StateMachine.ApplyState(
            new ApplyStateContext(
                storage,
                connection,
                transaction,
                job,
                state,
                oldStateName: null,
                customData: null,
                factory.StateMachine
            )
        );
        return job.Id;
    }

    public void Succeed(ITimeZoneResolver timeZones, DateTime now)
    {
        Set("RetryAttempt", "0");
        Set("Error", value: null);
        SetNext(Schedule.Next(now, TimeZone(timeZones)));
    }

    /// <summary>Counts a failed attempt: another follows, or the recurring job is disabled.</summary>
    public void Fail(Exception exception, DateTime retryAt)
    {
        var attempt = int.Parse(Get("RetryAttempt") ?? "0", CultureInfo.InvariantCulture) + 1;
        Set("RetryAttempt", attempt.ToString(CultureInfo.InvariantCulture));
        Set("Error", exception.ToString());
        SetNext(attempt < MaxRetryAttempts ? retryAt : null);
    }

    public void Save(IWriteOnlyTransaction transaction)
    {
        transaction.SetRangeInHash(HashKey(Id), _stored);
        var next = JobHelper.DeserializeNullableDateTime(Get("NextExecution"));
        transaction.AddToSet(SetKey, Id, next is { } at ? JobHelper.ToTimestamp(at) : -1);
    }

    private MisfireHandlingMode Misfire => Enum.Parse<MisfireHandlingMode>(Get("Misfire") ?? "0");

    private Scheduling.CronSchedule Schedule => Scheduling.CronSchedule.Parse(Get("Cron"));

    private TimeZoneInfo TimeZone(ITimeZoneResolver timeZones) =>
        Get("TimeZoneId") is { } id ? timeZones.GetTimeZoneById(id) : TimeZoneInfo.Utc;

    private void SetNext(DateTime? next) =>
        Set("NextExecution", next is { } at ? JobHelper.SerializeDateTime(at) : null);

    private string Get(string name) =>
        _stored.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value) ? value : null;

    private void Set(string name, string value) => _stored[name] = value ?? "";
}
