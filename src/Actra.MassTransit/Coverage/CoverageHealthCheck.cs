using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.MassTransit;

/// <summary>Healthy while the guard stands in front of every receive endpoint of every guarded bus.</summary>
internal sealed class CoverageHealthCheck(GuardedBuses buses) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var guarded = buses.All.ToList();
        if (guarded.Count == 0)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("no bus is guarded: UseActra was not called"));
        }

        var problems = guarded
            .Where(bus => bus.Bus is not null)
            .SelectMany(bus => GuardCoverage.Problems(bus.Bus!, bus.Consumed))
            .ToList();
        if (problems.Count > 0)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(string.Join("; ", problems)));
        }

        return Task.FromResult(
            guarded.TrueForAll(bus => bus.IsStarted)
                ? HealthCheckResult.Healthy("the guard stands in front of every receive endpoint")
                : HealthCheckResult.Degraded("a guarded bus has not started")
        );
    }
}
