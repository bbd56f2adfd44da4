using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting;

/// <summary>Healthy where the policy in force is that of the files as they are now; degraded where a newer one was refused.</summary>
internal sealed class PolicyHealthCheck(HostPolicySource policies) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (policies.Status is not { } status)
        {
            return HealthCheckResult.Unhealthy("no policy is loaded");
        }

        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["hash"] = status.Hash };
        var since = status.LoadedAt.ToString("u", CultureInfo.InvariantCulture);
        return status.Problem is null
            ? HealthCheckResult.Healthy($"policy {status.Hash} is in force since {since}", data)
            : HealthCheckResult.Degraded(
                $"policy {status.Hash} of {since} stays in force: {policies.Place.Name} has changed and was not taken: {status.Problem}",
                data: data
            );
    }
}
