using Hangfire.Storage;

namespace Actra.Hangfire;

/// <summary>Finds parked jobs. Entries may be stale: each is checked against the job's state.</summary>
internal static class ParkedIndex
{
    /// <summary>The set of parked jobs, by the time of parking.</summary>
    public const string Key = "actra:parked";

    /// <summary>The last parked occurrence of each recurring job.</summary>
    public const string RecurringKey = "actra:parked:recurring";

    /// <summary>The occurrence of a recurring job that is parked now; null where none is.</summary>
    public static string? OccurrenceOf(IStorageConnection connection, string recurringJobId)
    {
        var id = connection is JobStorageConnection storage
            ? storage.GetValueFromHash(RecurringKey, recurringJobId)
            : connection.GetAllEntriesFromHash(RecurringKey)?.GetValueOrDefault(recurringJobId);
        return id is not null && IsParked(connection, id) ? id : null;
    }

    private static bool IsParked(IStorageConnection connection, string jobId) =>
        string.Equals(
            connection.GetStateData(jobId)?.Name,
            AwaitingApprovalState.StateName,
            StringComparison.OrdinalIgnoreCase
        );
}
