using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting;

/// <summary>Asks the approval store and the decision log for something they do not have.</summary>
internal sealed class StoreHealthCheck(IApprovalStore store, IAuditLog log) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var problems = new List<string>();
        Exception? cause = null;
        try
        {
            await store.GetAsync("apr_health", cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            cause = e;
            problems.Add($"the approval store does not answer: {e.Message}");
        }

        try
        {
            await foreach (var _ in log.ReadAsync(long.MaxValue, cancellationToken))
            {
                break;
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            cause ??= e;
            problems.Add($"the decision log does not answer: {e.Message}");
        }

        return problems.Count == 0
            ? HealthCheckResult.Healthy("the approval store and the decision log answer")
            : HealthCheckResult.Unhealthy(string.Join("; ", problems), cause);
    }
}
