using System.Globalization;
using System.Runtime.CompilerServices;
using Actra.Model;

namespace Actra.Audit;

/// <summary>
/// Cuts old records off the beginning of a log, so that what stays can still be verified. Only what is sound goes, and nothing behind the last signed head. Any
/// number of hosts may do it to one log.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="keys">The host's keys; hosts that share a log share them.</param>
/// <param name="service">The service that does it, for the record.</param>
/// <param name="archive">Takes the records first; null where they are to be gone.</param>
/// <param name="clock">The clock; the system's where null.</param>
public sealed class AuditRetention(
    IAuditLog log,
    ActraKeyRing keys,
    string service,
    IAuditArchive? archive = null,
    TimeProvider? clock = null
)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>The most records that go at once.</summary>
    /// <value>100,000; at least 1.</value>
    public int LongestSegment { get; init; } = 100_000;

    /// <summary>Does one round: cuts off the records at the log's beginning that are older than a time, up to the first that is not.</summary>
    /// <param name="before">What happened before this time may go.</param>
    /// <param name="ct">Ends it, before anything is cut.</param>
    /// <returns>What was cut off, and there may be more; null where nothing was.</returns>
    /// <exception cref="ActraException">The log is not sound, keeps no cuts, or the archive did not take the records as they are: nothing was cut.</exception>
    public async Task<SignedCut?> RunAsync(DateTimeOffset before, CancellationToken ct)
    {
        var cuts = log.Cuts ?? throw new ActraException("this decision log keeps no cuts, so it cannot be cut");
        var start = (await CutRules.ReadAsync(log, keys, ct)).Start;
        try
        {
            return await EndAsync(start, before, ct) is { } end ? await CutAsync(cuts, start, end, ct) : null;
        }
        catch (ActraException)
        {
            // Another host has cut the log while it was read here: that is no fault of the log.
            if ((await CutRules.ReadAsync(log, keys, ct)).Start.Sequence > start.Sequence)
            {
                return null;
            }

            throw;
        }
    }

    /// <summary>The last record that may go. All up to it, and from there on to the next signed head, is one sound chain.</summary>
    private async Task<AuditHead?> EndAsync(AuditHead start, DateTimeOffset before, CancellationToken ct)
    {
        var heads = (await HeadRules.ReadAsync(log, keys, ct))!;
        var limit = Math.Min(heads.Last?.Sequence ?? 0, start.Sequence + LongestSegment);
        var walk = new ChainWalk(start, known: null, heads);
        AuditHead? end = null;
        long guard = 0;
        await foreach (var record in log.ReadAsync(long.MinValue, ct))
        {
            if (guard == 0 && (record.Entry.Time >= before || record.Sequence > limit))
            {
                if (end is null)
                {
                    return null;
                }

                guard = heads.From(end.Sequence);
            }

            if (guard > 0 && walk.Head.Sequence >= guard)
            {
                return end;
            }

            if (walk.Step(record) is { } broken)
            {
                throw Refused(broken.Message);
            }

            end = guard == 0 ? walk.Head : end;
        }

        return end is null || walk.Head.Sequence >= heads.From(end.Sequence)
            ? end
            : throw Refused($"it ends at record {walk.Head.Sequence}, and a later one was signed");
    }

    private async Task<SignedCut?> CutAsync(IAuditCuts cuts, AuditHead start, AuditHead end, CancellationToken ct)
    {
        var cut = SignedCut.Create(keys, start, end, _clock.GetUtcNow());
        IAuditSegment? segment = null;
        if (archive is not null)
        {
            segment = await archive.WriteAsync(cut, SegmentAsync(cut, ct), ct);
            cut = await CheckedAsync(segment, cut, ct);
        }

        return await cuts.CutAsync(cut, Entry(cut, segment), ct) ? cut : null;
    }

    private async IAsyncEnumerable<AuditRecord> SegmentAsync(
        SignedCut cut,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var record in log.ReadAsync(cut.After.Sequence + 1, ct))
        {
            yield return record;
            if (record.Sequence >= cut.End.Sequence)
            {
                break;
            }
        }

        if ((await CutRules.ReadAsync(log, keys, ct)).Start != cut.After)
        {
            throw Refused("another host was faster");
        }
    }

    /// <summary>Reads a segment back before its records go: what an archive has lost cannot be had from elsewhere.</summary>
    private async Task<SignedCut> CheckedAsync(IAuditSegment segment, SignedCut wanted, CancellationToken ct)
    {
        var found = await AuditVerifier.VerifyAsync([segment], known: null, keys, ct);
        if (found.Broken is { } broken)
        {
            throw Refused($"its archive is not sound: {broken.Message}");
        }

        return segment.Cut.After == wanted.After && segment.Cut.End == wanted.End
            ? segment.Cut
            : throw Refused($"`{segment.Name}` is another segment");
    }

    private AuditEntry Entry(SignedCut cut, IAuditSegment? segment) =>
        new()
        {
            Time = _clock.GetUtcNow(),
            Kind = AuditKind.Cut,
            Service = service,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{cut.End.Sequence}:{cut.End.Hash}"),
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"records {cut.After.Sequence + 1} to {cut.End.Sequence} were old enough and {(segment is null ? "are gone" : $"are in the archive `{segment.Name}`")}"
            ),
        };

    private static ActraException Refused(string why) => new($"the decision log is not cut: {why}");
}
