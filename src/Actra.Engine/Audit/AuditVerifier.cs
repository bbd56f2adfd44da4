using System.Globalization;
using Actra.Model;

namespace Actra.Audit;

/// <summary>Looks through a log for records that are not as they were written.</summary>
public static class AuditVerifier
{
    /// <summary>Reads the whole log and checks every record; stops at the first that is not sound.</summary>
    /// <param name="log">The log.</param>
    /// <param name="known">
    /// A place in the chain that is known from elsewhere. Without one, nobody can tell a log whose end was cut off, or that was written anew as a whole.
    /// </param>
    /// <param name="ct">Ends the reading.</param>
    public static Task<AuditVerification> VerifyAsync(
        IAuditLog log,
        AuditHead? known = null,
        CancellationToken ct = default
    ) => VerifyAsync(log, known, keys: null, ct);

    /// <summary>Reads the whole log and checks every record, and its signed heads too.</summary>
    /// <param name="log">The log.</param>
    /// <param name="known">A place in the chain that is known from elsewhere; null where none is.</param>
    /// <param name="keys">
    /// The keys that signed heads: then a log that ends before a head, that has another record there, or that has none, is broken. Null leaves heads unread.
    /// </param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<AuditVerification> VerifyAsync(
        IAuditLog log,
        AuditHead? known,
        ActraKeyRing? keys,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(log);
        // INVARIANT: heads are read first, so that one signed meanwhile is never beyond the records.
        var heads = await HeadRules.ReadAsync(log, keys, ct);
        var head = AuditHead.None;
        try
        {
            await foreach (var record in log.ReadAsync(long.MinValue, ct))
            {
                if ((Check(head, record) ?? CheckKnown(known, record) ?? heads?.Check(record)) is { } broken)
                {
                    return new AuditVerification(head.Sequence, head, broken) { Signed = heads?.Last };
                }

                head = new AuditHead(record.Sequence, record.Hash);
            }
        }
        catch (AuditUnreadableException e)
        {
            var broken = new AuditBreak(e.Sequence, AuditBreakKind.Unreadable, e.Message);
            return new AuditVerification(head.Sequence, head, broken) { Signed = heads?.Last };
        }

        AuditBreak[] breaks = [.. CheckEnd(known, head), .. heads?.AtEnd(head) ?? []];
        return new AuditVerification(head.Sequence, head, breaks.FirstOrDefault())
        {
            Further = [.. breaks.Skip(1)],
            Signed = heads?.Last,
        };
    }

    internal static AuditBreak? Check(AuditHead head, AuditRecord record)
    {
        var expected = head.Sequence + 1;
        if (record.Sequence > expected)
        {
            var missing = expected == record.Sequence - 1 ? $"{expected}" : $"{expected} to {record.Sequence - 1}";
            return Break(record.Sequence, AuditBreakKind.Gap, $"before record {record.Sequence}, {missing} is missing");
        }

        if (record.Sequence < expected)
        {
            return Break(
                record.Sequence,
                AuditBreakKind.Order,
                $"record {record.Sequence} stands where {expected} should be"
            );
        }

        if (!Same(record.Hash, AuditChain.Hash(record.Sequence, record.PreviousHash, record.Entry)))
        {
            return Break(expected, AuditBreakKind.HashMismatch, $"record {expected} is not what was hashed");
        }

        return Same(record.PreviousHash, head.Hash)
            ? null
            : Break(
                expected,
                AuditBreakKind.PreviousMismatch,
                $"record {expected} does not follow the one before it: one of the two was replaced"
            );
    }

    private static AuditBreak? CheckKnown(AuditHead? known, AuditRecord record) =>
        known is not null && record.Sequence == known.Sequence && !Same(record.Hash, known.Hash)
            ? Break(
                record.Sequence,
                AuditBreakKind.HeadMismatch,
                $"record {record.Sequence} is not the one known from elsewhere: it or one before it was written anew"
            )
            : null;

    private static IEnumerable<AuditBreak> CheckEnd(AuditHead? known, AuditHead head) =>
        known is not null && head.Sequence < known.Sequence
            ?
            [
                Break(
                    head.Sequence + 1,
                    AuditBreakKind.Truncated,
                    $"the log ends at record {head.Sequence}, and record {known.Sequence} is known"
                ),
            ]
            : [];

    private static AuditBreak Break(long sequence, AuditBreakKind kind, FormattableString message) =>
        new(sequence, kind, message.ToString(CultureInfo.InvariantCulture));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
