using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

/// <summary>Somebody with write access to the file changes log and heads together; only the host has the key.</summary>
public sealed class SqliteHeadTests : IAsyncLifetime
{
    private static readonly ActraKeyRing Keys = new(KeyValuePair.Create("k1", new byte[32]));
    private readonly TemporaryFile _file = new();
    private readonly ManualTimeProvider _clock = new();
    private SqliteDatabase _database = null!;
    private SqliteAuditLog _log = null!;

    public async Task InitializeAsync()
    {
        _database = SqliteDatabase.Open(_file.Path);
        _log = new SqliteAuditLog(_database);
        await WriteAsync();
        await WriteAsync();
    }

    public Task DisposeAsync()
    {
        _database.Dispose();
        _file.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Heads_are_kept_in_the_file_and_hold_after_it_was_opened_again()
    {
        _database.Dispose();
        using var again = SqliteDatabase.Open(_file.Path);
        var verification = await AuditVerifier.VerifyAsync(new SqliteAuditLog(again), null, Keys, default);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal((20, 20), (verification.Count, verification.Signed!.Sequence));
    }

    [Theory]
    [InlineData("DELETE FROM records WHERE sequence > 19", AuditBreakKind.Truncated, 20)]
    [InlineData("DELETE FROM records", AuditBreakKind.Truncated, 1)]
    [InlineData("DELETE FROM heads", AuditBreakKind.HeadMissing, 20)]
    [InlineData("DROP TABLE heads", AuditBreakKind.HeadMissing, 20)]
    [InlineData("DELETE FROM heads; DELETE FROM records WHERE sequence > 1", AuditBreakKind.HeadMissing, 1)]
    [InlineData("UPDATE heads SET sequence = 19 WHERE sequence = 20", AuditBreakKind.HeadForged, 19)]
    [InlineData("UPDATE heads SET hash = upper(hash) WHERE sequence = 20", AuditBreakKind.HeadForged, 20)]
    [InlineData("UPDATE heads SET hash = x'00' WHERE sequence = 20", AuditBreakKind.HeadForged, 20)]
    [InlineData("UPDATE heads SET time = time + 1 WHERE sequence = 20", AuditBreakKind.HeadForged, 20)]
    [InlineData("UPDATE heads SET time = -1 WHERE sequence = 20", AuditBreakKind.HeadForged, 20)]
    [InlineData("UPDATE heads SET time = 'x' WHERE sequence = 20", AuditBreakKind.HeadForged, 20)]
    [InlineData("UPDATE heads SET key_id = 'k2' WHERE sequence = 20", AuditBreakKind.UnknownKey, 20)]
    [InlineData("UPDATE heads SET key_id = x'00' WHERE sequence = 20", AuditBreakKind.UnknownKey, 20)]
    [InlineData("UPDATE heads SET signature = '' WHERE sequence = 20", AuditBreakKind.HeadForged, 20)]
    [InlineData("UPDATE heads SET signature = substr(signature, 2) || '0'", AuditBreakKind.HeadForged, 10)]
    public async Task Each_change_is_located_and_named(string sql, AuditBreakKind kind, long place)
    {
        Execute("DELETE FROM heads WHERE sequence NOT IN (10, 20); " + sql);
        var verification = await AuditVerifier.VerifyAsync(_log, null, Keys, default);
        Assert.Equal((kind, place), (verification.Broken?.Kind, verification.Broken?.Sequence));
    }

    [Fact]
    public async Task A_log_cut_and_continued_by_its_host_is_not_signed_again_and_shows()
    {
        Execute("DELETE FROM records WHERE sequence > 15");
        var failures = await WriteAsync();
        Assert.All(failures, e => Assert.Contains("record 20, signed before, is gone or another", e.Message));
        Assert.NotEmpty(failures);
        var broken = (await AuditVerifier.VerifyAsync(_log, null, Keys, default)).Broken!;
        Assert.Equal((AuditBreakKind.HeadMismatch, 20), (broken.Kind, broken.Sequence));
    }

    private async Task<List<Exception>> WriteAsync()
    {
        var failures = new List<Exception>();
        await using var writer = new AuditWriter(
            _log,
            new AuditWriterOptions { HeadFailed = failures.Add },
            _clock,
            Keys
        );
        await Task.WhenAll(
            Enumerable
                .Range(1, 10)
                .Select(i =>
                    writer.WriteAsync(AuditLogSpecification.Entry(i), AuditDurability.Required, default).AsTask()
                )
        );
        return failures;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Execute(sql);
    }
}
