namespace Actra.Audit;

/// <summary>Records that have left the log, as an archive holds them.</summary>
public interface IAuditSegment
{
    /// <summary>Where it is, for people.</summary>
    string Name { get; }

    /// <summary>The cut that took it out of the log.</summary>
    SignedCut Cut { get; }

    /// <summary>Reads its records in order.</summary>
    /// <exception cref="AuditUnreadableException">Something in it is no record.</exception>
    IAsyncEnumerable<AuditRecord> ReadAsync(CancellationToken ct);
}
