using Actra.Model;

namespace Actra.Audit;

/// <summary>Looks through a log, and its archives, for records that are not as they were written.</summary>
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

    /// <summary>Reads the whole log and checks every record, and its signed heads and cuts too.</summary>
    /// <param name="log">The log.</param>
    /// <param name="known">A place in the chain that is known from elsewhere; null where none is.</param>
    /// <param name="keys">
    /// The keys that signed heads and cuts: then a log that ends before a head, that has another record there, or that has none, is broken, and so is one whose
    /// beginning is gone without a cut that its host has signed. Null leaves heads unread, and takes a cut as it is.
    /// </param>
    /// <param name="ct">Ends the reading.</param>
    public static Task<AuditVerification> VerifyAsync(
        IAuditLog log,
        AuditHead? known,
        ActraKeyRing? keys,
        CancellationToken ct
    ) => VerifyAsync(log, [], known, keys, ct);

    /// <summary>Reads the archives of a log and then the log, and checks every record, and that each goes on where the one before ended.</summary>
    /// <param name="log">The log.</param>
    /// <param name="archived">The segments that have left it, in any order, from some segment on without gaps; none to check the log alone.</param>
    /// <param name="known">A place in the chain that is known from elsewhere; null where none is.</param>
    /// <param name="keys">The keys that signed heads and cuts; null leaves signatures unchecked.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<AuditVerification> VerifyAsync(
        IAuditLog log,
        IReadOnlyList<IAuditSegment> archived,
        AuditHead? known,
        ActraKeyRing? keys,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(log);
        var segments = new SegmentChain(archived, keys);
        while (true)
        {
            var cuts = await CutRules.ReadAsync(log, keys, ct);
            var found = await VerifyAsync(log, cuts, segments, known, keys, ct);
            // A host may have cut its log while it was read: what seems to be missing then is not.
            if (found.IsIntact || (await CutRules.ReadAsync(log, keys, ct)).Start.Sequence <= cuts.Start.Sequence)
            {
                return found;
            }
        }
    }

    /// <summary>Checks archives by themselves: every record, and that each segment opens where one before ended.</summary>
    /// <param name="archived">The segments, in any order.</param>
    /// <param name="known">A place in the chain that is known from elsewhere; null where none is.</param>
    /// <param name="keys">The keys that signed the segments; null leaves signatures unchecked.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<AuditVerification> VerifyAsync(
        IReadOnlyList<IAuditSegment> archived,
        AuditHead? known,
        ActraKeyRing? keys,
        CancellationToken ct
    )
    {
        var segments = new SegmentChain(archived, keys);
        var begin = segments.Begin ?? AuditHead.None;
        var (head, broken) = await segments.CheckAsync(segments.End, known, heads: null, ct);
        AuditBreak?[] breaks = [broken ?? CheckBegin(known, begin), CheckEnd(known, head)];
        return Result(begin, head, breaks.OfType<AuditBreak>());
    }

    private static async Task<AuditVerification> VerifyAsync(
        IAuditLog log,
        CutRules cuts,
        SegmentChain segments,
        AuditHead? known,
        ActraKeyRing? keys,
        CancellationToken ct
    )
    {
        // INVARIANT: heads are read before records, so that one signed meanwhile is never beyond them.
        var heads = await HeadRules.ReadAsync(log, keys, ct);
        var begin = segments.Begin ?? cuts.Start;
        var (reached, broken) = await segments.CheckAsync(cuts.Start, known, heads, ct);
        broken ??= ChainWalk.Compare(cuts.Start, known, heads);
        if (broken is not null)
        {
            return Found(begin, reached, [broken]);
        }

        var walk = new ChainWalk(cuts.Start, known, heads);
        try
        {
            await foreach (var record in log.ReadAsync(long.MinValue, ct))
            {
                if (walk.Step(record) is { } wrong)
                {
                    return Found(begin, walk.Head, [wrong]);
                }
            }
        }
        catch (AuditUnreadableException e)
        {
            return Found(begin, walk.Head, [new AuditBreak(e.Sequence, AuditBreakKind.Unreadable, e.Message)]);
        }

        AuditBreak?[] breaks =
        [
            CheckBegin(known, begin),
            CheckEnd(known, walk.Head),
            .. heads?.AtEnd(walk.Head) ?? [],
            .. cuts.Breaks,
        ];
        return Found(begin, walk.Head, [.. breaks.OfType<AuditBreak>()]);

        AuditVerification Found(AuditHead from, AuditHead to, IReadOnlyList<AuditBreak> all) =>
            Result(from, to, all) with
            {
                Signed = heads?.Last,
                Cut = cuts.Last,
            };
    }

    private static AuditVerification Result(AuditHead begin, AuditHead head, IEnumerable<AuditBreak> breaks)
    {
        AuditBreak[] all = [.. breaks];
        return new AuditVerification(head.Sequence - begin.Sequence, head, all.FirstOrDefault())
        {
            Further = [.. all.Skip(1)],
        };
    }

    private static AuditBreak? CheckBegin(AuditHead? known, AuditHead begin) =>
        known?.Sequence < begin.Sequence
            ? AuditBreak.At(
                known.Sequence,
                AuditBreakKind.HeadCut,
                $"record {known.Sequence} is known, and what is here begins behind record {begin.Sequence}: only the archive that holds it can show it"
            )
            : null;

    private static AuditBreak? CheckEnd(AuditHead? known, AuditHead head) =>
        head.Sequence < known?.Sequence
            ? AuditBreak.At(
                head.Sequence + 1,
                AuditBreakKind.Truncated,
                $"the log ends at record {head.Sequence}, and record {known.Sequence} is known"
            )
            : null;
}
