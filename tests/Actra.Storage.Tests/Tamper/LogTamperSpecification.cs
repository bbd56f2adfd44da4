using System.Text;
using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>Somebody with write access to the database changes records; heads were signed behind the 10th and the 20th.</summary>
public abstract partial class LogTamperSpecification : IAsyncLifetime
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

    private async Task FlippedAsync(StoredRow row, string column, int place, string what)
    {
        var bytes = Encoding.ASCII.GetBytes(row[column]);
        bytes[place] ^= 1;
        _attack.Set(column, row.Sequence, Encoding.ASCII.GetString(bytes));
        var broken = (await VerifyAsync()).Broken;
        Assert.True(broken?.Sequence == row.Sequence, $"{what} of record {row.Sequence}: {broken}");
        _attack.Set(column, row.Sequence, row[column]);
    }

    private async Task<AuditVerification> ChangedAsync(IReadOnlyList<StoredRow> rows)
    {
        _attack.Replace(rows);
        var found = await VerifyAsync();
        _attack.Replace(_rows);
        return found;
    }

    private Task<AuditVerification> VerifyAsync() => AuditVerifier.VerifyAsync(_attack.Log, null, Keys, default);

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
