using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting.Tests;

public class RecordTests
{
    private readonly PickyLog _log = new();

    [Fact]
    public async Task Records_that_the_store_has_kept_reach_the_log_in_the_order_of_their_changes()
    {
        await using var host = Host();
        var store = (OutboxStore)host.Store;
        await host.StartAsync();
        for (var i = 0; i < 150; i++)
        {
            await host.ApprovedAsync();
        }

        await Eventually.HoldsAsync(async () =>
        {
            await host.PassAsync(TimeSpan.FromSeconds(1));
            return store.Waiting == 0;
        });

        var votes = Votes().ToList();
        Assert.Equal(150, votes.Count);
        Assert.Equal(Enumerable.Range(1, 150).Select(i => $"message-{i}"), votes);
        Assert.Equal(0, (await host.HealthAsync("actra-store")).Data["unsent_records"]);
    }

    [Fact]
    public async Task What_the_log_does_not_take_stays_in_order_and_is_said()
    {
        await using var host = Host();
        var store = (OutboxStore)host.Store;
        await host.StartAsync();
        host.Mover.IsReady = false;
        for (var i = 0; i < 5; i++)
        {
            await host.ApprovedAsync();
        }

        _log.Left = 3;
        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((3, 7), (_log.Kept.Records.Count, store.Waiting));
        var health = await host.HealthAsync("actra-pump");
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("7 records or more wait for the decision log: log full", health.Description);
        Assert.Equal(7, (await host.HealthAsync("actra-store")).Data["unsent_records"]);
        await host.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Contains("log full", (await host.HealthAsync("actra-pump")).Description);
        Assert.Single(host.Logs.All, line => line.Id == 5121);

        _log.Left = int.MaxValue;
        await host.PassAsync(TimeSpan.FromSeconds(30));
        await host.PassAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((10, 0), (_log.Kept.Records.Count, store.Waiting));
        Assert.Equal(["message-1", "message-2", "message-3", "message-4", "message-5"], Votes());
        Assert.DoesNotContain("log full", (await host.HealthAsync("actra-pump")).Description);
    }

    [Fact]
    public async Task A_crash_between_log_and_store_records_twice_and_loses_nothing()
    {
        await using var host = Host();
        var store = (OutboxStore)host.Store;
        await host.StartAsync();
        host.Mover.IsReady = false;
        store.DoneProblem = "disk full";
        await host.ApprovedAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((2, 2), (_log.Kept.Records.Count, store.Waiting));

        store.DoneProblem = null;
        await host.PassAsync(TimeSpan.FromSeconds(31));

        await Eventually.HoldsAsync(() => store.Waiting == 0);
        Assert.Equal(["message-1", "message-1"], Votes());
    }

    private TestHost Host()
    {
        var host = new TestHost();
        host.Services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(new OutboxStore(host.Clock)));
        host.Services.Replace(ServiceDescriptor.Singleton<IAuditLog>(_log));
        return host;
    }

    private IEnumerable<string?> Votes() =>
        _log.Kept.Records.Where(record => record.Entry.Kind == AuditKind.Vote).Select(record => record.Entry.WorkId);
}
