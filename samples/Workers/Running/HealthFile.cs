using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Workers.Running;

/// <summary>A file that is there while all health checks of the host pass: what a container's health check looks at.</summary>
internal sealed class HealthFile(HealthCheckService checks, RunOptions options) : BackgroundService
{
    private string FilePath => options.InData("healthy");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        File.Delete(FilePath);
        if (!options.Serve)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            File.Delete(FilePath);
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var report = await checks.CheckHealthAsync(ct);
        if (report.Status == HealthStatus.Healthy)
        {
            await File.WriteAllTextAsync(FilePath, "healthy\n", ct);
        }
        else
        {
            File.Delete(FilePath);
        }
    }
}
