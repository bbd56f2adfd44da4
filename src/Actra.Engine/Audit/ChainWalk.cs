namespace Actra.Audit;

/// <summary>A walk along the chain, record by record, as far as it is sound.</summary>
/// <param name="start">Where it begins: the first record is the next one.</param>
/// <param name="known">A place that is known from elsewhere; null where none is.</param>
/// <param name="heads">The log's signed heads; null where they are not to be checked.</param>
internal sealed class ChainWalk(AuditHead start, AuditHead? known = null, HeadRules? heads = null)
{
    /// <summary>The last sound record.</summary>
    public AuditHead Head { get; private set; } = start;

    /// <summary>Goes on to a record; says what is wrong with it, and stays where it was, where it is not sound.</summary>
    public AuditBreak? Step(AuditRecord record)
    {
        var here = new AuditHead(record.Sequence, record.Hash);
        var broken = Check(record) ?? Compare(here, known, heads);
        Head = broken is null ? here : Head;
        return broken;
    }

    /// <summary>Compares a place with what is known of it.</summary>
    public static AuditBreak? Compare(AuditHead here, AuditHead? known, HeadRules? heads) =>
        known is not null && here.Sequence == known.Sequence && !Same(here.Hash, known.Hash)
            ? AuditBreak.At(
                here.Sequence,
                AuditBreakKind.HeadMismatch,
                $"record {here.Sequence} is not the one known from elsewhere: it or one before it was written anew"
            )
            : heads?.Check(here);

    private AuditBreak? Check(AuditRecord record)
    {
        var expected = Head.Sequence + 1;
        if (record.Sequence > expected)
        {
            var missing = expected == record.Sequence - 1 ? $"{expected}" : $"{expected} to {record.Sequence - 1}";
            return AuditBreak.At(
                record.Sequence,
                AuditBreakKind.Gap,
                $"before record {record.Sequence}, {missing} is missing"
            );
        }

        if (record.Sequence < expected)
        {
            return AuditBreak.At(
                record.Sequence,
                AuditBreakKind.Order,
                $"record {record.Sequence} stands where {expected} should be"
            );
        }

        if (!Same(record.Hash, AuditChain.Hash(record.Sequence, record.PreviousHash, record.Entry)))
        {
            return AuditBreak.At(expected, AuditBreakKind.HashMismatch, $"record {expected} is not what was hashed");
        }

        return Same(record.PreviousHash, Head.Hash)
            ? null
            : AuditBreak.At(
                expected,
                AuditBreakKind.PreviousMismatch,
                $"record {expected} does not follow the one before it: one of the two was replaced"
            );
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
