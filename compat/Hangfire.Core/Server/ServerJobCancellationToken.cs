namespace Hangfire.Server;

/// <summary>The token of one running job: canceled when the server stops, or when the job is no longer this worker's.</summary>
internal sealed class ServerJobCancellationToken : IJobCancellationToken, IDisposable
{
    private readonly JobStorage _storage;
    private readonly string _jobId;
    private readonly string _serverId;
    private readonly string _workerId;
    private readonly CancellationToken _serverToken;
    private readonly CancellationTokenSource _source;
    private readonly Lock _sync = new();
    private bool _disposed;

    public ServerJobCancellationToken(
        JobStorage storage,
        string jobId,
        string serverId,
        string workerId,
        CancellationToken serverToken
    )
    {
        _storage = storage;
        _jobId = jobId;
        _serverId = serverId;
        _workerId = workerId;
        _serverToken = serverToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(serverToken);
        ShutdownToken = _source.Token;
    }

    public CancellationToken ShutdownToken { get; }

    public bool IsAborted { get; private set; }

    public void ThrowIfCancellationRequested()
    {
        _serverToken.ThrowIfCancellationRequested();
        Check();
        if (IsAborted)
        {
            throw new JobAbortedException();
        }
    }

    /// <summary>Looks whether the job is still in the state that this worker gave it.</summary>
    public void Check()
    {
        using var connection = _storage.GetConnection();
        var state = connection.GetStateData(_jobId);
        if (
            state != null
            && string.Equals(state.Name, ProcessingState.StateName, StringComparison.OrdinalIgnoreCase)
            && state.Data["ServerId"] == _serverId
            && state.Data["WorkerId"] == _workerId
        )
        {
            return;
        }

        lock (_sync)
        {
            if (!_disposed)
            {
                IsAborted = true;
                _source.Cancel();
            }
        }
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _disposed = true;
            _source.Dispose();
        }
    }
}
