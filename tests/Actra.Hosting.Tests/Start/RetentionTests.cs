using Actra.Audit;
using Actra.Model;
using Actra.Storage;
using Actra.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actra.Hosting.Tests;

public sealed class RetentionTests : IDisposable
{
    private static readonly byte[] Key = new byte[32];
    private static readonly ActraKeyRing Ring = new(KeyValuePair.Create("k1", Key));
    private readonly string _folder = Directory.CreateTempSubdirectory("actra-retention-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Old_records_go_into_the_archive_every_hour_and_log_and_archive_stay_one_chain()
    {
        var archive = Path.Combine(_folder, "archive");
        await using var host = Host(options => options.AuditArchive = archive).UseSqlite(_folder);
        await host.StartAsync();
        await RecordAsync(host, 3);
        host.Clock.Advance(TimeSpan.FromDays(29));
        await RecordAsync(host, 2);
        Assert.False(Directory.Exists(archive));

        host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));
        await Eventually.HoldsAsync(() => host.Logs.All.Any(line => line.Id == 5303));

        var log = host.Get<IAuditLog>();
        var segments = AuditArchiveFolder.Read(archive);
        Assert.Equal(3, Assert.Single(segments).Cut.End.Sequence);
        var found = await AuditVerifier.VerifyAsync(log, [.. segments], null, Ring, default);
        Assert.True(found.IsIntact, found.Broken?.Message);
        Assert.Equal((6, 3), (found.Count, found.Cut!.End.Sequence));
        Assert.Contains(host.Logs.All, line => line.Text == "Decision log: records 1 to 3 were cut off");
    }

    [Fact]
    public async Task What_was_recorded_about_an_open_request_stays()
    {
        await using var host = Host();
        await host.StartAsync();
        await RecordAsync(host, 2);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var approval = SampleApprovals.Approval(host.Clock, "m-1") with
        {
            ExpiresAt = host.Clock.GetUtcNow() + TimeSpan.FromDays(300),
        };
        var request = (await host.Store.ParkAsync(approval, envelope: null, default)).Request;
        await RecordAsync(host, 1);
        host.Clock.Advance(TimeSpan.FromDays(31));
        await Eventually.HoldsAsync(() => host.Logs.All.Any(line => line.Id == 5303));

        Assert.Equal(3, ((InMemoryAuditLog)host.Get<IAuditLog>()).Records[0].Sequence);
        Assert.False((await host.Store.GetAsync(request.Id, default))!.IsClosed);
    }

    [Fact]
    public async Task Where_the_archive_cannot_be_written_nothing_goes_and_it_is_said()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        await using var host = Host(options => options.AuditArchive = file);
        await host.StartAsync();
        await RecordAsync(host, 3);
        host.Clock.Advance(TimeSpan.FromDays(31));

        await Eventually.HoldsAsync(() => host.Logs.All.Any(line => line.Id == 5304));

        Assert.Equal(3, host.Records.Count);
    }

    [Fact]
    public async Task The_end_of_the_log_is_signed_every_hour()
    {
        await using var host = new TestHost();
        host.Actra.SignWith("k1", Key);
        await host.StartAsync();
        await RecordAsync(host, 2);
        await Eventually.HoldsAsync(() => host.Logs.All.Any(line => line.Id == 5301));
        await RecordAsync(host, 1);

        host.Clock.Advance(TimeSpan.FromHours(1));

        var heads = host.Get<IAuditLog>().Heads!;
        await Eventually.HoldsAsync(async () => (await heads.ListAsync(default))[^1].Sequence == 3);
    }

    [Theory]
    [InlineData("keys", "AuditKeepFor needs keys")]
    [InlineData("short", "AuditKeepFor is 00:00:01; it must be between")]
    [InlineData("archive", "AuditArchive takes what AuditKeepFor cuts off, and AuditKeepFor is not set")]
    public async Task What_cannot_be_kept_stops_the_start(string what, string problem)
    {
        await using var host = new TestHost(options =>
        {
            options.AuditKeepFor =
                what == "archive" ? null
                : what == "short" ? TimeSpan.FromSeconds(1)
                : TimeSpan.FromDays(30);
            options.AuditArchive = "archive";
        });
        if (what != "keys")
        {
            host.Actra.SignWith("k1", Key);
        }

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Contains(refused.Failures, failure => failure.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_that_cannot_be_cut_stops_the_start()
    {
        await using var host = Host();
        host.Services.AddSingleton<IAuditLog>(new BreakableLog());

        var refused = await Assert.ThrowsAsync<ActraException>(host.StartAsync);

        Assert.Contains("keeps no cuts", refused.Message);
    }

    private static TestHost Host(Action<ActraOptions>? configure = null)
    {
        var host = new TestHost(options =>
        {
            options.AuditKeepFor = TimeSpan.FromDays(30);
            options.PumpInterval = TimeSpan.FromMinutes(5);
            configure?.Invoke(options);
        });
        host.Actra.SignWith("k1", Key);
        return host;
    }

    private static async Task RecordAsync(TestHost host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var entry = new AuditEntry
            {
                Time = host.Clock.GetUtcNow(),
                Kind = AuditKind.Decision,
                Service = "payments",
            };
            await host.Get<AuditWriter>().WriteAsync(entry, AuditDurability.Required, default);
        }
    }
}
