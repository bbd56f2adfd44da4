namespace Actra.Audit;

/// <summary>How <see cref="AuditWriter"/> queues. Not changed once the writer is made.</summary>
public sealed class AuditWriterOptions
{
    /// <summary>How many best-effort entries may wait; what comes beyond them is lost, and counted.</summary>
    /// <value>10,000; at least 1.</value>
    public int Capacity { get; set; } = 10_000;

    /// <summary>How many entries are appended as one unit, so that one commit serves them all.</summary>
    /// <value>512; at least 1.</value>
    public int BatchSize { get; set; } = 512;

    /// <summary>How long to wait before a loss is reported again to a log that did not take it.</summary>
    /// <value>1 second; more than zero.</value>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
