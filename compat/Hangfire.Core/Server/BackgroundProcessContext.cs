namespace Hangfire.Server;

public class BackgroundProcessContext
{
    [Obsolete("Give the three tokens.")]
    public BackgroundProcessContext(
        string serverId,
        JobStorage storage,
        IDictionary<string, object> properties,
        CancellationToken cancellationToken
    )
        : this(serverId, storage, properties, Guid.NewGuid(), cancellationToken, cancellationToken, cancellationToken)
    { }

    public BackgroundProcessContext(
        string serverId,
        JobStorage storage,
        IDictionary<string, object> properties,
        Guid executionId,
        CancellationToken stoppingToken,
        CancellationToken stoppedToken,
        CancellationToken shutdownToken
    )
    {
        ArgumentNullException.ThrowIfNull(serverId);
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(properties);
        ServerId = serverId;
        Storage = storage;
        Properties = properties.ToDictionary(StringComparer.OrdinalIgnoreCase);
        ExecutionId = executionId;
        StoppingToken = stoppingToken;
        StoppedToken = stoppedToken;
        ShutdownToken = shutdownToken;
    }

    public string ServerId { get; }
    public IReadOnlyDictionary<string, object> Properties { get; }
    public JobStorage Storage { get; }
    public Guid ExecutionId { get; }

    [Obsolete("Use StoppingToken.")]
    public CancellationToken CancellationToken => StoppingToken;

    public CancellationToken StoppingToken { get; }
    public CancellationToken StoppedToken { get; }
    public CancellationToken ShutdownToken { get; }
    public bool IsStopping => StoppingToken.IsCancellationRequested;
    public bool IsStopped => StoppedToken.IsCancellationRequested;

    [Obsolete("Use IsStopping.")]
    public bool IsShutdownRequested => StoppingToken.IsCancellationRequested;

    /// <summary>Waits for the time given, or until the server is to stop.</summary>
    public void Wait(TimeSpan timeout) => StoppingToken.WaitHandle.WaitOne(timeout);
}
