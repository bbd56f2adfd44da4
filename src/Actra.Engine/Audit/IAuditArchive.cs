namespace Actra.Audit;

/// <summary>Takes the segments that leave the log.</summary>
public interface IAuditArchive
{
    /// <summary>
    /// Writes a segment. When it returns the segment is whole and durable; when it throws, or the records do, there is none. A segment from the same record to
    /// the same record that is there already, from a round that did not finish, stays as it is and is returned.
    /// </summary>
    ValueTask<IAuditSegment> WriteAsync(SignedCut cut, IAsyncEnumerable<AuditRecord> records, CancellationToken ct);
}
