using Actra.Audit;

namespace Actra.Approvals;

/// <summary>Records that a store has kept in the transaction of their change, because the decision log is in another place, until a host has appended them there. Thread-safe.</summary>
public interface IRecordOutbox
{
    /// <summary>Takes records in the order of their changes; no other host gets them before the lease is over, nor later ones before these are done.</summary>
    /// <param name="now">The time.</param>
    /// <param name="lease">How long the host may take.</param>
    /// <param name="limit">How many.</param>
    /// <param name="ct">Cancels the call.</param>
    ValueTask<IReadOnlyList<OutboxRecord>> TakeAsync(
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    );

    /// <summary>They are in the log. A crash before this has them appended again: the log may hold one twice, never not at all.</summary>
    ValueTask DoneAsync(IReadOnlyList<OutboxRecord> records, CancellationToken ct);
}

/// <summary>A record on its way to the log.</summary>
/// <param name="Number">Its number in the outbox.</param>
/// <param name="Entry">What is to be recorded.</param>
public sealed record OutboxRecord(long Number, AuditEntry Entry);
