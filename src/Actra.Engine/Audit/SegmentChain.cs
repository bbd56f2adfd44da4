using Actra.Model;

namespace Actra.Audit;

/// <summary>Segments of an archive, each checked by itself, and then whether each opens where one before ended.</summary>
internal sealed class SegmentChain(IReadOnlyList<IAuditSegment> segments, ActraKeyRing? keys)
{
    private readonly IReadOnlyList<IAuditSegment> _segments =
    [
        .. segments.OrderBy(segment => segment.Cut.After.Sequence).ThenBy(segment => segment.Cut.End.Sequence),
    ];

    /// <summary>Where the oldest segment begins; null where there is none.</summary>
    public AuditHead? Begin => _segments.Count == 0 ? null : _segments[0].Cut.After;

    /// <summary>Where the newest one ends.</summary>
    public AuditHead End => _segments.Select(segment => segment.Cut.End).MaxBy(end => end.Sequence) ?? AuditHead.None;

    /// <summary>Checks all of them; null where they lead, one after the other, from the oldest one's beginning to a place.</summary>
    public async Task<(AuditHead Head, AuditBreak? Broken)> CheckAsync(
        AuditHead to,
        AuditHead? known,
        HeadRules? heads,
        CancellationToken ct
    )
    {
        var reached = new HashSet<AuditHead>();
        var last = Begin ?? to;
        _ = reached.Add(last);
        foreach (var segment in _segments)
        {
            if (await CheckAsync(segment, known, heads, ct) is { } broken)
            {
                return (last, broken with { Message = $"`{segment.Name}`: {broken.Message}" });
            }

            // A segment that leads nowhere is left over from a round that did not finish: it is sound, and its records went with another one.
            if (reached.Contains(segment.Cut.After) && reached.Add(segment.Cut.End))
            {
                last = Farthest(last, segment.Cut.End, to);
            }
        }

        return (last, reached.Contains(to) ? null : Missing(last, to));
    }

    private async Task<AuditBreak?> CheckAsync(
        IAuditSegment segment,
        AuditHead? known,
        HeadRules? heads,
        CancellationToken ct
    )
    {
        var cut = segment.Cut;
        if (keys is not null && !cut.Holds(keys))
        {
            return CutRules.Refuse(cut, keys);
        }

        var walk = new ChainWalk(cut.After, known, heads);
        try
        {
            await foreach (var record in segment.ReadAsync(ct))
            {
                var broken = record.Sequence > cut.End.Sequence ? Behind(record, cut.End) : walk.Step(record);
                if (broken is not null)
                {
                    return broken;
                }
            }
        }
        catch (AuditUnreadableException e)
        {
            return new AuditBreak(e.Sequence, AuditBreakKind.Unreadable, e.Message);
        }

        return walk.Head == cut.End ? null : WrongEnd(walk.Head, cut.End);
    }

    private static AuditHead Farthest(AuditHead last, AuditHead end, AuditHead to) =>
        end.Sequence > last.Sequence && end.Sequence <= to.Sequence ? end : last;

    private static AuditBreak Behind(AuditRecord record, AuditHead end) =>
        AuditBreak.At(
            record.Sequence,
            AuditBreakKind.Order,
            $"record {record.Sequence} stands behind {end.Sequence}, which was signed as the last"
        );

    private static AuditBreak WrongEnd(AuditHead head, AuditHead end) =>
        head.Sequence < end.Sequence
            ? AuditBreak.At(
                head.Sequence + 1,
                AuditBreakKind.Truncated,
                $"the archive ends at record {head.Sequence}, and {end.Sequence} was signed as its last"
            )
            : AuditBreak.At(
                end.Sequence,
                AuditBreakKind.HeadMismatch,
                $"record {end.Sequence} is not the one that was signed as the last: one or more were written anew"
            );

    private static AuditBreak Missing(AuditHead last, AuditHead to) =>
        last.Sequence < to.Sequence
            ? AuditBreak.At(
                last.Sequence + 1,
                AuditBreakKind.Gap,
                $"records {last.Sequence + 1} to {to.Sequence} were cut from the log, and no archive has them that follows on the one before"
            )
            : AuditBreak.At(
                last.Sequence,
                AuditBreakKind.PreviousMismatch,
                $"the log begins behind record {to.Sequence}, and the archives do not lead there: they are of another log"
            );
}
