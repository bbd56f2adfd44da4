using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting;

/// <summary>Asks the approval store and the decision log for something they do not have, and says what waits. Degraded where so much waits that new work is blocked.</summary>
internal sealed class StoreHealthCheck(IApprovalStore store, StoreBacklog backlog, IAuditLog log) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var problems = new List<string>();
        Exception? cause = null;
        StoreBacklog.Measured? waits = null;
        try
        {
            await store.GetAsync("apr_health", cancellationToken);
            waits = await backlog.MeasureAsync(cancellationToken);
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

        if (problems.Count > 0)
        {
            return HealthCheckResult.Unhealthy(string.Join("; ", problems), cause);
        }

        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["pending"] = waits!.Pending,
            ["oldest_pending_seconds"] = (long)waits.OldestAge.TotalSeconds,
            ["parked_bytes"] = waits.Bytes,
            ["unsent_records"] = backlog.UnsentRecords,
        };
        return waits.Limit is { } limit
            ? HealthCheckResult.Degraded($"new work that needs approval is blocked: {limit}", data: data)
            : HealthCheckResult.Healthy("the approval store and the decision log answer", data);
    }
}
