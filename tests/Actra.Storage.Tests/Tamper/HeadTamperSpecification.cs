using Actra.Audit;
using Actra.Model;
using Actra.Testing;

namespace Actra.Storage.Tests;

/// <summary>Somebody with write access to the database changes log and heads together; only the host has the key.</summary>
public abstract class HeadTamperSpecification : IAsyncLifetime
{
    private static readonly ActraKeyRing Keys = new(KeyValuePair.Create("k1", new byte[32]));
    private readonly ManualTimeProvider _clock = new();
    private LogUnderAttack _attack = null!;

    protected abstract LogUnderAttack Create();

    /// <summary>Changes that only this database takes.</summary>
    protected virtual IEnumerable<(string Sql, AuditBreakKind Kind, long Place)> OwnChanges => [];

    public async Task InitializeAsync()
    {
        _attack = Create();
        await WriteAsync();
        await WriteAsync();
        _attack.Execute("DELETE FROM heads WHERE sequence NOT IN (10, 20)");
    }

    public Task DisposeAsync()
    {
        _attack.Dispose();
        return Task.CompletedTask;
    }

    [SpecificationFact]
    public async Task Heads_are_kept_and_hold_after_the_database_was_opened_again()
    {
        var verification = await AuditVerifier.VerifyAsync(_attack.Reopen(), null, Keys, default);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal((20, 20), (verification.Count, verification.Signed!.Sequence));
    }

    [SpecificationFact]
    public async Task Each_change_is_located_and_named()
    {
        foreach (var (sql, kind, place) in Changes.Concat(OwnChanges))
        {
            await ChangedAsync(
                sql,
                async () =>
                {
                    var broken = (await AuditVerifier.VerifyAsync(_attack.Log, null, Keys, default)).Broken;
                    Assert.True((kind, place) == (broken?.Kind, broken?.Sequence), $"{sql}: {broken}");
                }
            );
        }

        Assert.True((await AuditVerifier.VerifyAsync(_attack.Log, null, Keys, default)).IsIntact);
    }

    [SpecificationFact]
    public async Task Removed_heads_are_missed()
    {
        _attack.Execute("DROP TABLE heads");
        var broken = (await AuditVerifier.VerifyAsync(_attack.Log, null, Keys, default)).Broken!;
        Assert.Equal((AuditBreakKind.HeadMissing, 20), (broken.Kind, broken.Sequence));
    }

    [SpecificationFact]
    public async Task A_log_cut_and_continued_by_its_host_is_not_signed_again_and_shows()
    {
        _attack.Execute("DELETE FROM records WHERE sequence > 15");
        var failures = await WriteAsync();
        Assert.All(failures, e => Assert.Contains("record 20, signed before, is gone or another", e.Message));
        Assert.NotEmpty(failures);
        var broken = (await AuditVerifier.VerifyAsync(_attack.Log, null, Keys, default)).Broken!;
        Assert.Equal((AuditBreakKind.HeadMismatch, 20), (broken.Kind, broken.Sequence));
    }

    private static IEnumerable<(string Sql, AuditBreakKind Kind, long Place)> Changes =>
        [
            ("DELETE FROM records WHERE sequence > 19", AuditBreakKind.Truncated, 20),
            ("DELETE FROM records", AuditBreakKind.Truncated, 1),
            ("DELETE FROM heads", AuditBreakKind.HeadMissing, 20),
            ("DELETE FROM heads; DELETE FROM records WHERE sequence > 1", AuditBreakKind.HeadMissing, 1),
            ("UPDATE heads SET sequence = 19 WHERE sequence = 20", AuditBreakKind.HeadForged, 19),
            ("UPDATE heads SET hash = upper(hash) WHERE sequence = 20", AuditBreakKind.HeadForged, 20),
            ("UPDATE heads SET time = time + 1 WHERE sequence = 20", AuditBreakKind.HeadForged, 20),
            ("UPDATE heads SET time = -1 WHERE sequence = 20", AuditBreakKind.HeadForged, 20),
            ("UPDATE heads SET key_id = 'k2' WHERE sequence = 20", AuditBreakKind.UnknownKey, 20),
            ("UPDATE heads SET key_id = '' WHERE sequence = 20", AuditBreakKind.UnknownKey, 20),
            ("UPDATE heads SET signature = '' WHERE sequence = 20", AuditBreakKind.HeadForged, 20),
            ("UPDATE heads SET signature = substr(signature, 2) || '0'", AuditBreakKind.HeadForged, 10),
        ];

    /// <summary>Looks at a changed database, and puts it back.</summary>
    private async Task ChangedAsync(string sql, Func<Task> look)
    {
        _attack.Execute(
            "CREATE TABLE records_before AS SELECT * FROM records; CREATE TABLE heads_before AS SELECT * FROM heads"
        );
        _attack.Execute(sql);
        await look();
        _attack.Execute(
            """
            DELETE FROM records; INSERT INTO records SELECT * FROM records_before; DROP TABLE records_before;
            DELETE FROM heads; INSERT INTO heads (sequence, hash, time, key_id, signature)
            SELECT sequence, hash, time, key_id, signature FROM heads_before ORDER BY number; DROP TABLE heads_before
            """
        );
    }

    private async Task<List<Exception>> WriteAsync()
    {
        var failures = new List<Exception>();
        await using var writer = new AuditWriter(
            _attack.Log,
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
}

public sealed class SqliteHeadTamperTests : HeadTamperSpecification
{
    protected override LogUnderAttack Create() => new SqliteUnderAttack();

    protected override IEnumerable<(string Sql, AuditBreakKind Kind, long Place)> OwnChanges =>
        [
            ("UPDATE heads SET hash = x'00' WHERE sequence = 20", AuditBreakKind.HeadForged, 20),
            ("UPDATE heads SET time = 'x' WHERE sequence = 20", AuditBreakKind.HeadForged, 20),
            ("UPDATE heads SET key_id = x'00' WHERE sequence = 20", AuditBreakKind.UnknownKey, 20),
        ];
}

[RequiresPostgres]
public sealed class PostgresHeadTamperTests : HeadTamperSpecification
{
    protected override LogUnderAttack Create() => new PostgresUnderAttack();

    protected override IEnumerable<(string Sql, AuditBreakKind Kind, long Place)> OwnChanges =>
        [
            ("UPDATE heads SET key_id = '\"k1' WHERE sequence = 20", AuditBreakKind.UnknownKey, 20),
            (
                "ALTER TABLE heads ALTER hash DROP NOT NULL; UPDATE heads SET hash = NULL WHERE sequence = 20",
                AuditBreakKind.HeadForged,
                20
            ),
        ];
}
