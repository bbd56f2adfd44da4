using System.Text;
using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>Somebody with write access to the database changes records; heads were signed behind the 10th and the 20th.</summary>
public abstract class LogTamperSpecification : IAsyncLifetime
{
    private const int Count = 20;
    private static readonly string[] Columns = ["entry", "previous", "hash"];
    private static readonly ActraKeyRing Keys = new(KeyValuePair.Create("k1", new byte[32]));
    private LogUnderAttack _attack = null!;
    private IReadOnlyList<StoredRow> _rows = [];

    protected abstract LogUnderAttack Create();

    public async Task InitializeAsync()
    {
        _attack = Create();
        await AppendAsync(1, 10);
        await AppendAsync(11, 10);
        _rows = _attack.Rows();
    }

    public Task DisposeAsync()
    {
        _attack.Dispose();
        return Task.CompletedTask;
    }

    [SpecificationFact]
    public async Task Every_byte_of_every_record_is_guarded()
    {
        foreach (var row in _rows)
        {
            foreach (var column in Columns)
            {
                // In the small campaign all bytes of one record, and some of the others.
                var step = row.Sequence == 2 ? Campaign.Size(small: 2, full: 1) : Campaign.Size(small: 97, full: 1);
                for (var i = 0; i < row[column].Length; i += step)
                {
                    await FlippedAsync(row, column, i, $"byte {i} of {column}");
                }
            }
        }

        Assert.True((await VerifyAsync()).IsIntact);
    }

    [SpecificationFact]
    public async Task A_byte_of_each_field_is_guarded_in_a_long_log()
    {
        var random = new Random(1);
        await AppendAsync(Count + 1, Campaign.Size(small: 30, full: 1_000) - Count);
        foreach (var row in _attack.Rows().Where(row => row.Sequence % Campaign.Size(small: 10, full: 1) == 0))
        {
            foreach (var (field, place) in JsonFields.Of(row.Entry, random))
            {
                await FlippedAsync(row, "entry", place, field);
            }

            await FlippedAsync(row, "previous", random.Next(64), "previous");
            await FlippedAsync(row, "hash", random.Next(64), "hash");
        }
    }

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

    [SpecificationFact]
    public async Task What_is_no_record_is_located()
    {
        string[] entries =
        [
            "",
            "null",
            "{}",
            "[]",
            "x",
            _rows[4].Entry + " ",
            _rows[4].Entry.Replace("{", "{\"note\":1,"),
            _rows[5].Entry,
        ];
        foreach (var entry in entries)
        {
            var found = await ChangedAsync([
                .. _rows.Select(row => row.Sequence == 5 ? row with { Entry = entry } : row),
            ]);
            Assert.True(found.Broken?.Sequence == 5, $"{entry}: {found.Broken}");
        }
    }

    [SpecificationFact]
    public async Task The_log_goes_on_behind_a_broken_record_and_the_break_stays_located()
    {
        _attack.Set("entry", Count, _rows[^1].Entry.Replace("rita", "eve", StringComparison.Ordinal));
        await _attack.Log.AppendAsync([AuditLogSpecification.Entry(21)], default);
        Assert.Equal(Count, (await VerifyAsync()).Broken!.Sequence);
    }

    [SpecificationFact]
    public async Task A_cut_log_shows_against_a_head_known_before()
    {
        var head = (await VerifyAsync()).Head;
        _attack.Execute("DELETE FROM records WHERE sequence > 15");
        Assert.Equal(AuditBreakKind.Truncated, (await AuditVerifier.VerifyAsync(_attack.Log, head)).Broken!.Kind);
        await _attack.Log.AppendAsync([.. Enumerable.Range(1, 10).Select(AuditLogSpecification.Entry)], default);
        Assert.Equal(AuditBreakKind.HeadMismatch, (await AuditVerifier.VerifyAsync(_attack.Log, head)).Broken!.Kind);
    }

    [SpecificationFact]
    public async Task A_changed_cut_is_located_and_a_beginning_that_is_gone_without_one()
    {
        var cut = await new AuditRetention(_attack.Log, Keys, "billing") { LongestSegment = 4 }.RunAsync(
            DateTimeOffset.MaxValue,
            default
        );
        Assert.Equal(4, cut!.End.Sequence);
        (string Sql, AuditBreakKind Kind, long Place)[] changes =
        [
            ("UPDATE cuts SET after_sequence = 1", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET after_hash = upper(after_hash) || 'x'", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET sequence = 5", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET sequence = 5; DELETE FROM records WHERE sequence = 5", AuditBreakKind.Gap, 6),
            ("UPDATE cuts SET hash = (SELECT hash FROM records WHERE sequence = 5)", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET time = time + 1", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET key_id = 'k2'", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET signature = (SELECT max(signature) FROM heads)", AuditBreakKind.Gap, 5),
            ("DELETE FROM cuts", AuditBreakKind.Gap, 5),
            ("DELETE FROM records WHERE sequence = 5", AuditBreakKind.Gap, 6),
            ("DELETE FROM records", AuditBreakKind.Truncated, 5),
        ];
        foreach (var (sql, kind, place) in changes)
        {
            _attack.Execute(
                "CREATE TABLE records_before AS SELECT * FROM records; CREATE TABLE cuts_before AS SELECT * FROM cuts"
            );
            _attack.Execute(sql);
            var broken = (await VerifyAsync()).Broken;
            Assert.True((kind, place) == (broken?.Kind, broken?.Sequence), $"{sql}: {broken}");
            _attack.Execute(
                """
                DELETE FROM records; INSERT INTO records SELECT * FROM records_before; DROP TABLE records_before;
                DELETE FROM cuts; INSERT INTO cuts (after_sequence, after_hash, sequence, hash, time, key_id, signature)
                SELECT after_sequence, after_hash, sequence, hash, time, key_id, signature FROM cuts_before; DROP TABLE cuts_before
                """
            );
        }

        Assert.True((await VerifyAsync()).IsIntact);
        _attack.Execute("DROP TABLE cuts");
        Assert.Equal(AuditBreakKind.Gap, (await VerifyAsync()).Broken!.Kind);
    }

    private async Task FlippedAsync(StoredRow row, string column, int place, string what)
    {
        var bytes = Encoding.ASCII.GetBytes(row[column]);
        bytes[place] ^= 1;
        _attack.Set(column, row.Sequence, Encoding.ASCII.GetString(bytes));
        var broken = (await VerifyAsync()).Broken;
        Assert.True(broken?.Sequence == row.Sequence, $"{what} of record {row.Sequence}: {broken}");
        _attack.Set(column, row.Sequence, row[column]);
    }

    private async Task LocatedAsync(IReadOnlyList<StoredRow> rows, AuditBreakKind kind, long place)
    {
        var broken = (await ChangedAsync(rows)).Broken;
        Assert.True((kind, place) == (broken?.Kind, broken?.Sequence), $"{kind} at {place} is wanted: {broken}");
    }

    private async Task<AuditVerification> ChangedAsync(IReadOnlyList<StoredRow> rows)
    {
        _attack.Replace(rows);
        var found = await VerifyAsync();
        _attack.Replace(_rows);
        return found;
    }

    private Task<AuditVerification> VerifyAsync() => AuditVerifier.VerifyAsync(_attack.Log, null, Keys, default);

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

    private async Task AppendAsync(int from, int count)
    {
        await _attack.Log.AppendAsync([.. Enumerable.Range(from, count).Select(AuditLogSpecification.Entry)], default);
        await using (new AuditWriter(_attack.Log, clock: new ManualTimeProvider(), keys: Keys))
        {
            // It signs the end as it closes.
        }
    }
}

public sealed class SqliteLogTamperTests : LogTamperSpecification
{
    protected override LogUnderAttack Create() => new SqliteUnderAttack();
}

[RequiresPostgres]
public sealed class PostgresLogTamperTests : LogTamperSpecification
{
    protected override LogUnderAttack Create() => new PostgresUnderAttack();
}
