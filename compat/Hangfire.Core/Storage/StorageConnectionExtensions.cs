using System.Globalization;

namespace Hangfire.Storage;

public static class StorageConnectionExtensions
{
    public static IDisposable AcquireDistributedJobLock(
        this IStorageConnection connection,
        string jobId,
        TimeSpan timeout
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(jobId);
        return connection.AcquireDistributedLock($"job:{jobId}:state-lock", timeout);
    }

    public static long GetRecurringJobCount(this JobStorageConnection connection) =>
        connection.GetSetCount(RecurringJobEntity.SetKey);

    public static List<RecurringJobDto> GetRecurringJobs(this IStorageConnection connection) =>
        GetRecurringJobs(connection, connection.GetAllItemsFromSet(RecurringJobEntity.SetKey));

    public static List<RecurringJobDto> GetRecurringJobs(
        this JobStorageConnection connection,
        int startingFrom,
        int endingAt
    ) => GetRecurringJobs(connection, connection.GetRangeFromSet(RecurringJobEntity.SetKey, startingFrom, endingAt));

    public static List<RecurringJobDto> GetRecurringJobs(this IStorageConnection connection, IEnumerable<string> ids) =>
        [.. ids.Select(id => Read(connection, id))];

    private static RecurringJobDto Read(IStorageConnection connection, string id)
    {
        var hash = connection.GetAllEntriesFromHash(RecurringJobEntity.HashKey(id));
        if (hash == null)
        {
            return new RecurringJobDto { Id = id, Removed = true };
        }

        var dto = new RecurringJobDto
        {
            Id = id,
            Cron = Value(hash, "Cron"),
            Queue = Value(hash, "Queue"),
            TimeZoneId = Value(hash, "TimeZoneId"),
            Error = Value(hash, "Error"),
            LastJobId = Value(hash, "LastJobId"),
            CreatedAt = JobHelper.DeserializeNullableDateTime(Value(hash, "CreatedAt")),
            LastExecution = JobHelper.DeserializeNullableDateTime(Value(hash, "LastExecution")),
            NextExecution = JobHelper.DeserializeNullableDateTime(Value(hash, "NextExecution")),
            RetryAttempt = int.Parse(Value(hash, "RetryAttempt") ?? "0", CultureInfo.InvariantCulture),
        };
        dto.LastJobState = dto.LastJobId == null ? null : connection.GetStateData(dto.LastJobId)?.Name;
        try
        {
            dto.Job = InvocationData.DeserializePayload(hash["Job"]).DeserializeJob();
        }
        catch (JobLoadException exception)
        {
            dto.LoadException = exception;
        }

        return dto;
    }

    private static string Value(Dictionary<string, string> hash, string name) =>
        hash.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value) ? value : null;
}
