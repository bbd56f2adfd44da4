using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.States;
using Hangfire.Storage;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>A storage, the filters that come with Hangfire and those of one test, a client, and a server when asked for.</summary>
internal sealed class World : IDisposable
{
    private readonly List<BackgroundJobServer> _servers = [];
    private readonly JobFilterProviderCollection _provider;

    public World(params object[] filters)
    {
        Filters = new JobFilterCollection();
        _provider = new JobFilterProviderCollection(Filters, new JobFilterAttributeFilterProvider());
        Filters.Add(new CaptureCultureAttribute());
        Filters.Add(new AutomaticRetryAttribute { LogEvents = false });
        Filters.Add(new StatisticsHistoryAttribute());
        Filters.Add(
            new ContinuationsSupportAttribute(
                new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Succeeded", "Deleted" },
                new BackgroundJobStateChanger(_provider)
            )
        );
        foreach (var filter in filters)
        {
            Filters.Add(filter);
        }

        Client = new BackgroundJobClient(Storage, _provider);
        Recurring = new RecurringJobManager(Storage, _provider);
    }

    public string Key { get; } = Guid.NewGuid().ToString("N");
    public InMemoryStorage Storage { get; } = new();
    public JobFilterCollection Filters { get; }
    public BackgroundJobClient Client { get; }
    public RecurringJobManager Recurring { get; }
    public IJobFilterProvider Provider => _provider;
    public IMonitoringApi Monitor => Storage.GetMonitoringApi();
    public IReadOnlyList<string> Records => Recorder.Of(Key);

    public void StartServer(int workers = 2, params string[] queues) =>
        _servers.Add(
            new BackgroundJobServer(
                new BackgroundJobServerOptions
                {
                    WorkerCount = workers,
                    Queues = queues.Length == 0 ? ["default"] : queues,
                    FilterProvider = _provider,
                    SchedulePollingInterval = TimeSpan.FromMilliseconds(100),
                    CancellationCheckInterval = TimeSpan.FromMilliseconds(50),
                    HeartbeatInterval = TimeSpan.FromSeconds(1),
                },
                Storage
            )
        );

    public string Enqueue() => Client.Enqueue<Handlers>(x => x.Run(Key));

    public T Read<T>(Func<JobStorageConnection, T> read)
    {
        using var connection = (JobStorageConnection)Storage.GetConnection();
        return read(connection);
    }

    public StateData? State(string jobId) => Read(connection => connection.GetStateData(jobId));

    public string? StateName(string jobId) => State(jobId)?.Name;

    public Task Reaches(string jobId, string state) =>
        Eventually.Holds(() => StateName(jobId) == state, $"job to be {state}");

    /// <summary>The states of a job, the oldest first.</summary>
    public IReadOnlyList<string> History(string jobId) =>
        [.. Monitor.JobDetails(jobId).History.Reverse().Select(entry => entry.StateName)];

    public RecurringJobDto RecurringJob(string id) =>
        Read(connection => StorageConnectionExtensions.GetRecurringJobs(connection).Single(job => job.Id == id));

    public void Put(string queue, string jobId)
    {
        using var connection = Storage.GetConnection();
        using var transaction = connection.CreateWriteTransaction();
        transaction.AddToQueue(queue, jobId);
        transaction.Commit();
    }

    /// <summary>True when no job waits on the queue and none is fetched from it.</summary>
    public bool IsIdle(string queue) => Monitor.EnqueuedCount(queue) == 0 && Monitor.FetchedCount(queue) == 0;

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _servers.ForEach(server => server.Dispose());
        (Storage as IDisposable)?.Dispose();
    }
}
