using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting;

/// <summary>Healthy where rounds follow each other and nothing fails.</summary>
internal sealed class PumpHealthCheck(PumpStatus status, ActraOptions options, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(2);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var now = clock.GetUtcNow();
        if (status.RunningSince is { } began && now - began > Slow)
        {
            return HealthCheckResult.Unhealthy($"a round of the pump has been running since {Print(began)}");
        }

        if (status.Last is not { } last)
        {
            return HealthCheckResult.Degraded("the pump has not finished its first round");
        }

        if (status.RunningSince is null && now - last.At > Slow + options.PumpInterval)
        {
            return HealthCheckResult.Unhealthy($"the pump has stopped: its last round ended {Print(last.At)}");
        }

        if (last.StoreProblem is { } store)
        {
            return HealthCheckResult.Degraded($"the approval store cannot be asked: {store}");
        }

        var reasons = last.ItemProblems.Take(3).ToList();
        if (last.Failing > 0)
        {
            reasons.Add($"{last.Failing.ToString(CultureInfo.InvariantCulture)} items fail and are tried again");
        }

        reasons.AddRange(last.NotReady.Select(kind => $"work of kind {kind} cannot be moved yet"));
        return reasons.Count == 0
            ? HealthCheckResult.Healthy($"the last round ended {Print(last.At)}")
            : HealthCheckResult.Degraded(string.Join("; ", reasons));
    }

    private static string Print(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
