namespace Hangfire;

public class BackgroundJobServerOptions
{
    private int _workerCount = Math.Min(Environment.ProcessorCount * 5, 20);
    private string[] _queues = [EnqueuedState.DefaultQueue];

    public BackgroundJobServerOptions() { }

    public string ServerName { get; set; }
    public bool IsLightweightServer { get; set; }

    public int WorkerCount
    {
        get => _workerCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _workerCount = value;
        }
    }

    public string[] Queues
    {
        get => _queues;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _queues =
                value.Length > 0
                    ? value
                    : throw new ArgumentException("You should specify at least one queue to listen.", nameof(value));
        }
    }

    public TimeSpan StopTimeout { get; set; } = TimeSpan.Zero;
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(15);
    public TimeSpan SchedulePollingInterval { get; set; } = TimeSpan.FromSeconds(15);
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(30);
    public TimeSpan ServerCheckInterval { get; set; } = TimeSpan.FromMinutes(5);
    public TimeSpan ServerTimeout { get; set; } = TimeSpan.FromMinutes(5);
    public TimeSpan CancellationCheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    [Obsolete("Use ServerTimeout and ServerCheckInterval.")]
    public ServerWatchdogOptions ServerWatchdogOptions { get; set; }

    public IJobFilterProvider FilterProvider { get; set; }
    public JobActivator Activator { get; set; }
    public ITimeZoneResolver TimeZoneResolver { get; set; }
    public TaskScheduler TaskScheduler { get; set; } = TaskScheduler.Default;
    public Action<Thread> WorkerThreadConfigurationAction { get; set; }
    public int MaxDegreeOfParallelismForSchedulers { get; set; } = 1;
}
