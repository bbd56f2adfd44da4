namespace Hangfire;

/// <summary>Runs jobs from the moment it is made until it is disposed.</summary>
public class BackgroundJobServer : IBackgroundProcessingServer
{
    private readonly BackgroundJobServerOptions _options;
    private readonly JobStorage _storage;
    private readonly string _serverId;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _shutdown = new();
    private readonly List<ProcessThread> _threads;
    private bool _disposed;

    public BackgroundJobServer()
        : this(new BackgroundJobServerOptions()) { }

    public BackgroundJobServer(JobStorage storage)
        : this(new BackgroundJobServerOptions(), storage) { }

    public BackgroundJobServer(BackgroundJobServerOptions options)
        : this(options, JobStorage.Current) { }

    public BackgroundJobServer(BackgroundJobServerOptions options, JobStorage storage)
        : this(options, storage, []) { }

    public BackgroundJobServer(
        BackgroundJobServerOptions options,
        JobStorage storage,
        IEnumerable<IBackgroundProcess> additionalProcesses
    )
        : this(options, storage, additionalProcesses, null, null, null, null, null) { }

    [Obsolete("Give the services in the options.")]
    public BackgroundJobServer(
        BackgroundJobServerOptions options,
        JobStorage storage,
        IEnumerable<IBackgroundProcess> additionalProcesses,
        IJobFilterProvider filterProvider,
        JobActivator activator,
        IBackgroundJobFactory factory,
        IBackgroundJobPerformer performer,
        IBackgroundJobStateChanger stateChanger
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(additionalProcesses);
        _options = options;
        _storage = storage;
        _serverId =
            $"{options.ServerName ?? Environment.MachineName.ToLowerInvariant()}:{Environment.ProcessId}:{Guid.NewGuid()}";

        var filters = filterProvider ?? options.FilterProvider ?? JobFilterProviders.Providers;
        activator ??= options.Activator ?? JobActivator.Current;
        factory ??= new BackgroundJobFactory(filters);
        performer ??= new BackgroundJobPerformer(filters, activator, options.TaskScheduler);
        stateChanger ??= new BackgroundJobStateChanger(filters);
        _threads = [.. Processes(factory, performer, stateChanger).Concat(additionalProcesses).Select(OnThread)];

        using (var connection = storage.GetConnection())
        {
            connection.AnnounceServer(
                _serverId,
                new ServerContext { WorkerCount = options.WorkerCount, Queues = options.Queues }
            );
        }

        _threads.ForEach(thread => thread.Start());
    }

    [Obsolete("The server starts in its constructor.")]
    public void Start() { }

    [Obsolete("Use SendStop or Dispose.")]
    public void Stop() => Stop(force: false);

    [Obsolete("Use SendStop or Dispose.")]
    public void Stop(bool force)
    {
        SendStop();
        if (force)
        {
            _stopped.Cancel();
        }
    }

    public void SendStop()
    {
        _stopping.Cancel();
        if (_options.StopTimeout >= TimeSpan.Zero)
        {
            _stopped.CancelAfter(_options.StopTimeout);
        }
    }

    public bool WaitForShutdown(TimeSpan timeout)
    {
        var deadline = DateTime.UtcNow + timeout;
        return _threads.TrueForAll(thread =>
        {
            var left = deadline - DateTime.UtcNow;
            return thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        });
    }

    public async Task WaitForShutdownAsync(CancellationToken cancellationToken)
    {
        while (!WaitForShutdown(TimeSpan.Zero))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        SendStop();
        if (!WaitForShutdown(_options.ShutdownTimeout))
        {
            _stopped.Cancel();
            _shutdown.Cancel();
            WaitForShutdown(TimeSpan.FromSeconds(1));
        }

        using var connection = _storage.GetConnection();
        connection.RemoveServer(_serverId);
    }

    private IEnumerable<IBackgroundProcess> Processes(
        IBackgroundJobFactory factory,
        IBackgroundJobPerformer performer,
        IBackgroundJobStateChanger stateChanger
    )
    {
        var running = new RunningJobs(_options.CancellationCheckInterval);
        for (var i = 0; i < _options.WorkerCount; i++)
        {
            yield return new Worker(_options.Queues, performer, stateChanger, running);
        }

        yield return running;
        yield return new ServerMaintenance(_options);
        if (!_options.IsLightweightServer)
        {
            yield return new DelayedJobScheduler(_options.SchedulePollingInterval, stateChanger);
            yield return new RecurringJobScheduler(
                factory,
                _options.SchedulePollingInterval,
                _options.TimeZoneResolver ?? new DefaultTimeZoneResolver(),
                () => DateTime.UtcNow
            );
            foreach (var process in _storage.GetStorageWideProcesses())
            {
                yield return process;
            }
        }

        foreach (var process in _storage.GetServerRequiredProcesses())
        {
            yield return process;
        }
    }

    private ProcessThread OnThread(IBackgroundProcess process) =>
        new(process, NewContext, process is Worker ? _options.WorkerThreadConfigurationAction : null);

    private BackgroundProcessContext NewContext() =>
        new(
            _serverId,
            _storage,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["Queues"] = _options.Queues,
                ["WorkerCount"] = _options.WorkerCount,
            },
            Guid.NewGuid(),
            _stopping.Token,
            _stopped.Token,
            _shutdown.Token
        );
}
