namespace Actra.Audit;

/// <summary>Takes old records out of a decision log. Only <see cref="AuditRetention"/> knows whether that may be done. Thread-safe.</summary>
public interface IAuditCuts
{
    /// <summary>
    /// Removes the records of a segment, keeps its cut and appends an entry, as one unit: all of it has been done when it returns, as durably as a record is
    /// written, or nothing.
    /// </summary>
    /// <param name="cut">The segment.</param>
    /// <param name="entry">What the log says about it.</param>
    /// <param name="ct">Ends the waiting, before anything was done.</param>
    /// <returns>False where the log does not begin with that segment, or does not have its end: somebody else was faster.</returns>
    ValueTask<bool> CutAsync(SignedCut cut, AuditEntry entry, CancellationToken ct);

    /// <summary>All cuts, in the order in which they were kept; one that cannot be read has an empty signature.</summary>
    ValueTask<IReadOnlyList<SignedCut>> ListAsync(CancellationToken ct);
}
