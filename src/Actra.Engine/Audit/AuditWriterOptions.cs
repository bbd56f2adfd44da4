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

    /// <summary>After how many records the end of the log is signed, where there are keys; it is also signed after the first ones and when the writer closes.</summary>
    /// <value>1,000; at least 1.</value>
    public int HeadEvery { get; set; } = 1_000;

    /// <summary>Is told of every head that was signed, so that it can be kept elsewhere.</summary>
    /// <value>Null.</value>
    public Action<SignedHead>? HeadSigned { get; set; }

    /// <summary>Is told where the end of the log was not signed: it could not be read or kept, or it does not follow the head that was signed before.</summary>
    /// <value>Null.</value>
    public Action<Exception>? HeadFailed { get; set; }

    /// <summary>How long to wait before a loss is reported again to a log that did not take it.</summary>
    /// <value>1 second; more than zero.</value>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
