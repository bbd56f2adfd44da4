namespace Actra.Audit;

/// <summary>Keeps the signed heads of a decision log, beside it. Thread-safe.</summary>
public interface IAuditHeads
{
    /// <summary>Keeps a head. When it returns the head is as durable as a record.</summary>
    ValueTask SaveAsync(SignedHead head, CancellationToken ct);

    /// <summary>All heads, in the order in which they were kept; one that cannot be read has an empty signature.</summary>
    ValueTask<IReadOnlyList<SignedHead>> ListAsync(CancellationToken ct);
}
