namespace Actra.Audit;

/// <summary>The decision log: one chain of records, whoever appends.</summary>
public interface IAuditLog
{
    /// <summary>Appends entries, in order, as one unit. When it returns they are durable, as far as the log is.</summary>
    /// <exception cref="Exception">The log could not take them: none of them is in the log.</exception>
    ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct);

    /// <summary>Reads records in order, from a sequence number on.</summary>
    /// <param name="from">The first number wanted; 1 for all.</param>
    /// <param name="ct">Ends the reading.</param>
    IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct);

    /// <summary>Where the log keeps its signed heads; null where it keeps none.</summary>
    IAuditHeads? Heads => null;

    /// <summary>What takes old records out of the log, and keeps the signed cuts; null where the log is never cut.</summary>
    IAuditCuts? Cuts => null;
}
