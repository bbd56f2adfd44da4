using Actra.Audit;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

public abstract partial class LogTamperSpecification
{
    [SpecificationFact]
    public async Task Records_that_are_dropped_inserted_swapped_or_hashed_anew_are_located_wherever_they_are()
    {
        for (var at = 1; at <= Count; at += Campaign.Size(small: 3, full: 1))
        {
            var (i, last) = (at - 1, at == Count);
            await LocatedAsync(Dropped(i), last ? AuditBreakKind.Truncated : AuditBreakKind.Gap, last ? at : at + 1);
            await LocatedAsync(Renumbered(i), last ? AuditBreakKind.Truncated : AuditBreakKind.HashMismatch, at);
            await LocatedAsync(Inserted(i), AuditBreakKind.HashMismatch, at + 1);
            await LocatedAsync(
                Anew(i, 1),
                at is 10 or Count ? AuditBreakKind.HeadMismatch : AuditBreakKind.PreviousMismatch,
                at is 10 or Count ? at : at + 1
            );
            await LocatedAsync(Anew(i, Count - i), AuditBreakKind.HeadMismatch, at <= 10 ? 10 : 20);
            await LocatedAsync([.. _rows.Take(i)], AuditBreakKind.Truncated, at);
            await LocatedAsync(
                [.. _rows.Skip(at)],
                last ? AuditBreakKind.Truncated : AuditBreakKind.Gap,
                last ? 1 : at + 1
            );
            if (!last)
            {
                await LocatedAsync(Swapped(i), AuditBreakKind.HashMismatch, at);
            }
        }

        await LocatedAsync([_rows[4] with { Sequence = 0 }, .. _rows], AuditBreakKind.Order, 0);
        await LocatedAsync(
            [.. _rows.Where(row => row.Sequence != 5), _rows[4] with { Sequence = 100 }],
            AuditBreakKind.Gap,
            6
        );
        await LocatedAsync([.. _rows, _rows[4] with { Sequence = 21 }], AuditBreakKind.HashMismatch, 21);
    }

    private async Task LocatedAsync(IReadOnlyList<StoredRow> rows, AuditBreakKind kind, long place)
    {
        var broken = (await ChangedAsync(rows)).Broken;
        Assert.True((kind, place) == (broken?.Kind, broken?.Sequence), $"{kind} at {place} is wanted: {broken}");
    }

    private List<StoredRow> Swapped(int i)
    {
        var rows = _rows.ToList();
        (rows[i], rows[i + 1]) = (_rows[i + 1] with { Sequence = i + 1 }, _rows[i] with { Sequence = i + 2 });
        return rows;
    }

    private List<StoredRow> Dropped(int i) => [.. _rows.Where(row => row.Sequence != i + 1)];

    /// <summary>A record is gone, and those behind it have moved up.</summary>
    private List<StoredRow> Renumbered(int i) =>
        [.. _rows.Take(i), .. _rows.Skip(i + 1).Select(row => row with { Sequence = row.Sequence - 1 })];

    /// <summary>A record stands twice, and those behind it have moved on.</summary>
    private List<StoredRow> Inserted(int i) =>
        [.. _rows.Take(i + 1), .. _rows.Skip(i).Select(row => row with { Sequence = row.Sequence + 1 })];

    /// <summary>Records are replaced by others, with all hashes as they should be.</summary>
    private List<StoredRow> Anew(int i, int count)
    {
        var rows = _rows.ToList();
        for (var k = i; k < i + count; k++)
        {
            var hash = k == 0 ? AuditChain.Start : rows[k - 1].Hash;
            var record = AuditChain.Append(k, hash, AuditLogSpecification.Entry(1_000 + k));
            rows[k] = new StoredRow(record.Sequence, StoredJson.Write(record.Entry), record.PreviousHash, record.Hash);
        }

        return rows;
    }
}
