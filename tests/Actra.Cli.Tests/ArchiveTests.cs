using Actra.Audit;
using Actra.Storage;

namespace Actra.Cli.Tests;

/// <summary>Logs whose host has cut off what was old, with an archive.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private readonly LogFile _log = new();

    private string Archive => _log.In("archive");

    private string First => Path.Combine(Archive, "000000000001-000000000003.jsonl.gz");

    public async Task InitializeAsync()
    {
        await _log.WriteAsync(8);
        var retention = new AuditRetention(
            new SqliteAuditLog(_log.Host),
            ActraKeyFile.ReadRing(_log.KeyFile),
            "billing",
            new AuditArchiveFolder(Archive),
            _log.Clock
        )
        {
            LongestSegment = 3,
        };
        Assert.NotNull(await retention.RunAsync(_log.Clock.GetUtcNow().AddYears(1), default));
        Assert.NotNull(await retention.RunAsync(_log.Clock.GetUtcNow().AddYears(1), default));
    }

    public Task DisposeAsync()
    {
        _log.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void A_cut_log_is_verified_alone_and_with_its_archive()
    {
        var alone = Verify("--keys", _log.KeyFile);
        var together = Verify("--keys", _log.KeyFile, "--archive", Archive);

        Assert.Equal((0, 0), (alone.Code, together.Code));
        Assert.StartsWith("intact: 4 records, head 10:", alone.Out);
        Assert.Contains("\ncut off up to record 6 with key `k1` at 2026-01-01T00:00:00.000Z\n", alone.Out);
        Assert.StartsWith("intact: 10 records, head 10:", together.Out);
        Assert.Contains("\nsigned heads and the cut were not checked: no --keys\n", Verify().Out);
    }

    [Fact]
    public void Archives_are_verified_by_themselves()
    {
        var all = Shell.Run("audit", "verify", Archive, "--keys", _log.KeyFile);
        var one = Shell.Run("audit", "verify", First, "--keys", _log.KeyFile);

        Assert.Equal((0, 0), (all.Code, one.Code));
        Assert.StartsWith("intact: 6 records, head 6:", all.Out);
        Assert.StartsWith("intact: 3 records, head 3:", one.Out);
    }

    [Fact]
    public void An_archive_that_is_missing_or_no_archive_answers_1()
    {
        File.Move(Path.Combine(Archive, "000000000004-000000000006.jsonl.gz"), _log.In("aside"));
        var missing = Verify("--keys", _log.KeyFile, "--archive", Archive);
        Assert.Equal(1, missing.Code);
        Assert.StartsWith("broken at record 4 (gap): records 4 to 6 were cut from the log", missing.Out);

        File.WriteAllText(First, "x");
        var torn = Verify("--archive", Archive);
        Assert.Equal(1, torn.Code);
        Assert.Contains("is no archive of a decision log", torn.Error);
    }

    [Fact]
    public void A_beginning_cut_off_by_somebody_else_is_located()
    {
        _log.Execute("DELETE FROM records WHERE sequence <= 7");
        Assert.StartsWith("broken at record 8 (gap): before record 8, 7 is missing", Verify().Out);
        _log.Execute(
            "INSERT INTO cuts (after_sequence, after_hash, sequence, hash, time, key_id, signature) "
                + "SELECT 6, (SELECT hash FROM cuts WHERE sequence = 6), 7, (SELECT previous FROM records WHERE sequence = 8), time, key_id, signature FROM heads"
        );
        var answer = Verify("--keys", _log.KeyFile);
        Assert.Equal(1, answer.Code);
        Assert.StartsWith("broken at record 8 (gap)", answer.Out);
    }

    [Fact]
    public void A_folder_without_archives_answers_2()
    {
        Directory.CreateDirectory(_log.In("empty"));
        Assert.Equal(2, Verify("--archive", _log.In("empty")).Code);
        Assert.Equal(2, Verify("--archive", _log.In("nowhere")).Code);
    }

    private Answer Verify(params string[] more) => Shell.Run(["audit", "verify", _log.Path, .. more]);
}
