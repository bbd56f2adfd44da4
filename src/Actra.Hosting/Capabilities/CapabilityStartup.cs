using Actra.Capabilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>Runs before any hosted service starts: the capability policy can be used, or the host does not start.</summary>
internal sealed class CapabilityStartup(IServiceProvider services, ILogger<CapabilityStartup> logger)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var runtime = services.GetRequiredService<ActionRuntime>();
        CapabilityLog.Loaded(logger, runtime.Policy.Hash, runtime.Mode);
        foreach (var warning in runtime.Policy.Warnings)
        {
            CapabilityLog.Warned(logger, warning);
        }

        if (runtime.Mode == ExecutionMode.Observe)
        {
            CapabilityLog.OnlyObserved(logger);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
