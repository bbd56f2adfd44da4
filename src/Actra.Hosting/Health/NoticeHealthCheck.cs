using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting;

/// <summary>Degraded where notices became dead letters, or somebody does not take theirs.</summary>
internal sealed class NoticeHealthCheck(HostNotifiers notifiers, NoticeStatus status, StoreBacklog backlog)
    : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        int dead;
        try
        {
            dead = await backlog.DeadNoticesAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"the approval store does not answer: {e.Message}", e);
        }

        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["dead_notices"] = dead };
        var problems = status
            .Failing.OrderBy(failing => failing.Key, StringComparer.Ordinal)
            .Select(failing =>
                $"`{failing.Key}` has not been told since {failing.Value.Since.ToString("u", CultureInfo.InvariantCulture)}: {failing.Value.Problem}"
            )
            .ToList();
        if (dead > 0)
        {
            var many = dead == StoreBacklog.MostDead ? $"{dead} or more" : dead.ToString(CultureInfo.InvariantCulture);
            problems.Insert(0, $"notices that are dead letters: {many}");
        }

        return problems.Count > 0 ? HealthCheckResult.Degraded(string.Join("; ", problems), data: data)
            : notifiers.All.Count == 0 ? HealthCheckResult.Healthy("nobody is to be told", data)
            : HealthCheckResult.Healthy("everybody was told", data);
    }
}
