using Hangfire;
using Microsoft.Extensions.Hosting;

namespace Workers.Jobs;

/// <summary>Runs jobs as long as the host runs.</summary>
internal sealed class JobServer(JobStorage storage) : IHostedService, IDisposable
{
    private BackgroundJobServer? _server;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                WorkerCount = 4,
                SchedulePollingInterval = TimeSpan.FromSeconds(1),
                ShutdownTimeout = TimeSpan.FromSeconds(2),
            },
            storage
        );
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _server?.SendStop();
        return _server?.WaitForShutdownAsync(cancellationToken) ?? Task.CompletedTask;
    }

    public void Dispose() => _server?.Dispose();
}
