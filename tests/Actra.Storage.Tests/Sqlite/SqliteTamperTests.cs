using System.Text;
using Actra.Audit;
using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

/// <summary>Somebody with write access to the file changes the log.</summary>
public sealed class SqliteTamperTests : IAsyncLifetime
{
    private const int Count = 20;
    private readonly TemporaryFile _file = new();
    private SqliteDatabase _database = null!;
    private SqliteAuditLog _log = null!;

    public async Task InitializeAsync()
    {
        _database = SqliteDatabase.Open(_file.Path);
        _log = new SqliteAuditLog(_database);
        await _log.AppendAsync([.. Enumerable.Range(1, Count).Select(AuditLogSpecification.Entry)], default);
    }

    public Task DisposeAsync()
    {
        _database.Dispose();
        _file.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Every_byte_of_every_record_is_guarded()
    {
        using var connection = Connect();
        foreach (var (sequence, column, text) in Cells(connection))
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            // All bytes of the second record; of the others, one in eleven.
            for (var i = 0; i < bytes.Length; i += sequence == 2 ? 1 : 11)
            {
                bytes[i] ^= 1;
                Set(connection, sequence, column, Encoding.ASCII.GetString(bytes));
                await Broken(sequence, $"byte {i} of {column}");
                bytes[i] ^= 1;
            }

            Set(connection, sequence, column, text);
        }

        Assert.True((await AuditVerifier.VerifyAsync(_log)).IsIntact);
    }

    [Theory]
    [InlineData("UPDATE records SET entry = NULL WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = '' WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = 'null' WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = x'00' WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = entry || ' ' WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = json_set(entry, '$.note', 'x') WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = json_set(entry, '$.actor', 'eve') WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = json_remove(entry, '$.actor') WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = json_set(entry, '$.inputs.\"action.amount\"', '1') WHERE sequence = 5")]
    [InlineData("UPDATE records SET hash = upper(hash) WHERE sequence = 5")]
    [InlineData("UPDATE records SET hash = 7 WHERE sequence = 5")]
    [InlineData("UPDATE records SET previous = NULL WHERE sequence = 5")]
    [InlineData("UPDATE records SET entry = (SELECT entry FROM records WHERE sequence = 6) WHERE sequence = 5")]
    [InlineData("DELETE FROM records WHERE sequence = 5", 6)]
    [InlineData("DELETE FROM records WHERE sequence = 1", 2)]
    [InlineData("UPDATE records SET sequence = 100 WHERE sequence = 5", 6)]
    [InlineData("INSERT INTO records SELECT 0, entry, previous, hash FROM records WHERE sequence = 5", 0)]
    public async Task Each_change_is_located(string sql, long sequence = 5)
    {
        using var connection = Connect();
        connection.Execute(
            "PRAGMA ignore_check_constraints = ON; " + sql.Replace("NULL", "x''", StringComparison.Ordinal)
        );
        await Broken(sequence, sql);
    }

    [Fact]
    public async Task The_log_goes_on_behind_a_broken_record_and_the_break_stays_located()
    {
        using var connection = Connect();
        connection.Execute("UPDATE records SET entry = json_set(entry, '$.actor', 'eve') WHERE sequence = 20");
        await _log.AppendAsync([AuditLogSpecification.Entry(21)], default);
        await Broken(20, "the last record");
    }

    [Fact]
    public async Task A_cut_log_shows_against_a_head_known_before()
    {
        var head = (await AuditVerifier.VerifyAsync(_log)).Head;
        using var connection = Connect();
        connection.Execute("DELETE FROM records WHERE sequence > 15");
        Assert.Equal(AuditBreakKind.Truncated, (await AuditVerifier.VerifyAsync(_log, head)).Broken!.Kind);
        await _log.AppendAsync([.. Enumerable.Range(1, 10).Select(AuditLogSpecification.Entry)], default);
        Assert.Equal(AuditBreakKind.HeadMismatch, (await AuditVerifier.VerifyAsync(_log, head)).Broken!.Kind);
    }

    private async Task Broken(long sequence, string what)
    {
        var verification = await AuditVerifier.VerifyAsync(_log);
        Assert.False(verification.IsIntact, what);
        Assert.True(sequence == verification.Broken!.Sequence, $"{what}: {verification.Broken}");
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA synchronous=OFF");
        return connection;
    }

    private static List<(long Sequence, string Column, string Text)> Cells(SqliteConnection connection) =>
        [
            .. new[] { "entry", "previous", "hash" }.SelectMany(column =>
                connection
                    .Query<(long, string)>($"SELECT sequence, {column} FROM records")
                    .Select(row => (row.Item1, column, row.Item2))
            ),
        ];

    private static void Set(SqliteConnection connection, long sequence, string column, string text) =>
        connection.Execute($"UPDATE records SET {column} = @text WHERE sequence = @sequence", new { text, sequence });
}
