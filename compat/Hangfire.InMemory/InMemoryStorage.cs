using System.Globalization;

namespace Hangfire.InMemory;

/// <summary>Jobs in the memory of one process.</summary>
public class InMemoryStorage : JobStorage
{
    private static readonly string[] Features =
    [
        JobStorageFeatures.ExtendedApi,
        JobStorageFeatures.JobQueueProperty,
        JobStorageFeatures.ProcessesInsteadOfComponents,
        JobStorageFeatures.Connection.BatchedGetFirstByLowest,
        JobStorageFeatures.Connection.GetUtcDateTime,
        JobStorageFeatures.Connection.GetSetContains,
        JobStorageFeatures.Connection.LimitedGetSetCount,
        JobStorageFeatures.Transaction.AcquireDistributedLock,
        JobStorageFeatures.Transaction.CreateJob,
        JobStorageFeatures.Transaction.SetJobParameter,
        JobStorageFeatures.Transaction.RemoveFromQueue(typeof(InMemoryFetchedJob)),
        JobStorageFeatures.Monitoring.DeletedStateGraphs,
        JobStorageFeatures.Monitoring.AwaitingJobs,
    ];

    public InMemoryStorage()
        : this(new InMemoryStorageOptions()) { }

    public InMemoryStorage(InMemoryStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        State = new MemoryState(options);
        Locks = new MemoryLocks();
    }

    public InMemoryStorageOptions Options { get; }
    public override bool LinearizableReads => true;

    internal MemoryState State { get; }
    internal MemoryLocks Locks { get; }

    public override IMonitoringApi GetMonitoringApi() => new InMemoryMonitoringApi(State);

    public override IStorageConnection GetConnection() => new InMemoryConnection(this);

    public override IEnumerable<IBackgroundProcess> GetStorageWideProcesses() => [new Eviction(State)];

    public override bool HasFeature(string featureId)
    {
        ArgumentNullException.ThrowIfNull(featureId);
        return Array.Exists(Features, f => f.Equals(featureId, StringComparison.OrdinalIgnoreCase));
    }

    public override string ToString() => "In-Memory Storage";

    internal string NewJobId() =>
        Options.IdType == InMemoryStorageIdType.Guid
            ? Guid.NewGuid().ToString("D")
            : State.NextNumber().ToString(CultureInfo.InvariantCulture);
}
