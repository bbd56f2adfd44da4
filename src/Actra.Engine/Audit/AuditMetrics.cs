using System.Diagnostics.Metrics;

namespace Actra.Audit;

/// <summary>What the decision log measures.</summary>
internal static class AuditMetrics
{
    private static readonly Meter Meter = new("Actra");

    public static Counter<long> Lost { get; } =
        Meter.CreateCounter<long>("actra.audit.lost", "{record}", "Records that the decision log could not take.");
}
