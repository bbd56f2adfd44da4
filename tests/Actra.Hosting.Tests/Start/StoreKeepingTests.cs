using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting.Tests;

/// <summary>How a host keeps approvals in a database.</summary>
public sealed class StoreKeepingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actra-keeping-").FullName;

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task Parked_work_is_encrypted_where_there_are_keys(bool withKeys, bool encrypts, bool readable)
    {
        await using (var host = await StartAsync(withKeys, encrypts))
        {
            await host.ParkAsync();
        }

        Assert.Equal(readable, FileHolds("message-1 body"));
    }

    [Fact]
    public async Task What_was_encrypted_is_read_after_encryption_was_turned_off()
    {
        string id;
        await using (var host = await StartAsync(withKeys: true, encrypts: true))
        {
            id = await host.ParkAsync();
        }

        await using var next = await StartAsync(withKeys: true, encrypts: false);
        var work = await next.Host.Store.GetEnvelopeAsync(id, default);

        Assert.Equal("message-1 body", System.Text.Encoding.UTF8.GetString(work!.Body.Span));
    }

    [Fact]
    public async Task Records_for_a_log_elsewhere_outlive_the_host()
    {
        var log = new BreakableLog { Problem = "log gone" };
        await using (var host = WithLog(log))
        {
            await host.StartAsync();
            var request = await host.ParkAsync();
            await host.Get<ApprovalService>().ApproveAsync(request.Id, TestHost.Finance, request.ShownDigest);
            await host.PassAsync(TimeSpan.FromSeconds(1));
            Assert.Contains("log gone", (await host.HealthAsync("actra-pump")).Description);
        }

        log.Problem = null;
        await using var next = WithLog(log);
        await next.StartAsync();
        await Eventually.HoldsAsync(async () =>
        {
            await next.PassAsync(TimeSpan.FromMinutes(1));
            return log.Kept.Records.Count >= 4;
        });

        Assert.Equal(
            [AuditKind.Parked, AuditKind.Vote, AuditKind.StateChange, AuditKind.StateChange],
            log.Kept.Records.Select(record => record.Entry.Kind).Take(4)
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TestHost WithLog(IAuditLog log)
    {
        var host = new TestHost();
        host.Actra.UseSqliteApprovals(Path.Combine(_folder, "approvals.db"));
        host.Services.Replace(ServiceDescriptor.Singleton(log));
        return host;
    }

    private bool FileHolds(string text) =>
        Directory
            .GetFiles(_folder)
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);

    private async Task<Parking> StartAsync(bool withKeys, bool encrypts)
    {
        var host = new TestHost(options => options.EncryptWork = encrypts).UseSqlite(_folder);
        if (withKeys)
        {
            host.Actra.SignWith("k1", Enumerable.Repeat((byte)7, 32).ToArray());
        }

        return new Parking(await host.StartAsync());
    }

    private sealed record Parking(TestHost Host) : IAsyncDisposable
    {
        public async Task<string> ParkAsync()
        {
            var approval = Actra.Testing.SampleApprovals.Approval(Host.Clock, service: "payments");
            var parked = await Host.Store.ParkAsync(approval, TestHost.Envelope("message-1 body"), default);
            return parked.Request.Id;
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
