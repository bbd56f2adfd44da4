using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting.Tests;

public class FailureTests
{
    [Fact]
    public async Task One_bad_item_does_not_stop_the_rest_and_is_tried_again()
    {
        await using var host = await new TestHost().StartAsync();
        var bad = await host.ParkAsync();
        var good = await host.ParkAsync();
        host.Mover.Failing[bad.Id] = "no such queue";
        await host.Get<IApprovals>().DenyAsync(bad.Id, TestHost.Finance, bad.ShownDigest, "no");
        await host.Get<IApprovals>().DenyAsync(good.Id, TestHost.Finance, good.ShownDigest, "no");

        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal([$"reject {good.Id}"], host.Mover.Calls);
        var health = await host.HealthAsync("actra-pump");
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("1 items fail", health.Description);

        host.Mover.Failing.Clear();
        await host.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal($"reject {bad.Id}", host.Mover.Calls[^1]);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync("actra-pump")).Status);
    }

    [Fact]
    public async Task Work_whose_sending_failed_stays_released_until_the_timer_sends_it_again()
    {
        await using var host = await new TestHost().StartAsync();
        var request = await host.ApprovedAsync();
        host.Mover.Failing[request.Id] = "broker gone";
        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(ApprovalState.Released, await host.StateAsync(request.Id));
        Assert.Empty(host.Mover.Calls);

        host.Mover.Failing.Clear();
        await host.PassAsync(TimeSpan.FromMinutes(6));

        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);
    }

    [Fact]
    public async Task Where_everything_fails_most_approved_work_stays_approved()
    {
        await using var host = await new TestHost().StartAsync();
        var requests = new List<ApprovalRequest>();
        host.Mover.IsReady = false;
        for (var i = 0; i < 20; i++)
        {
            requests.Add(await host.ApprovedAsync());
            host.Mover.Failing[requests[^1].Id] = "broker gone";
        }

        await host.PassAsync(TimeSpan.Zero);
        var rounds = host.Get<PumpStatus>().Rounds;
        host.Mover.IsReady = true;
        host.Get<IReleasePumpSignal>().Wake();
        await Eventually.HoldsAsync(() => host.Get<PumpStatus>().Rounds > rounds);

        var released = 0;
        foreach (var request in requests)
        {
            released += await host.StateAsync(request.Id) == ApprovalState.Released ? 1 : 0;
        }

        Assert.InRange(released, 1, 6);
    }

    [Fact]
    public async Task A_store_that_is_down_is_said_and_the_pump_recovers_by_itself()
    {
        await using var host = new TestHost();
        var store = new BreakableStore(host.Clock);
        host.Services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(store));
        await host.StartAsync();
        var request = await host.ParkAsync();
        await host.Get<ApprovalService>().ApproveAsync(request.Id, TestHost.Finance, request.ShownDigest);

        store.Problem = "disk full";
        await host.PassAsync(TimeSpan.FromSeconds(1));
        var pump = await host.HealthAsync("actra-pump");
        Assert.Equal(HealthStatus.Degraded, pump.Status);
        Assert.Contains("disk full", pump.Description);
        var health = await host.HealthAsync("actra-store");
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("the approval store does not answer: disk full", health.Description);
        Assert.Equal(5, host.Logs.All.Count(line => line.Id == 5106));

        store.Problem = null;
        await host.PassAsync(TimeSpan.FromSeconds(10));
        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync("actra-store")).Status);
        Assert.True(host.Logs.Has(5107));
    }

    [Fact]
    public async Task Work_does_not_move_before_its_record_and_the_record_is_not_lost()
    {
        await using var host = new TestHost();
        var log = new BreakableLog();
        host.Services.Replace(ServiceDescriptor.Singleton<IAuditLog>(log));
        await host.StartAsync();
        var request = await host.ApprovedAsync();

        log.Problem = "log gone";
        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(host.Mover.Calls);
        Assert.Contains("log gone", (await host.HealthAsync("actra-pump")).Description);

        log.Problem = null;
        await host.PassAsync(TimeSpan.FromMinutes(6));
        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
        Assert.Equal(
            2,
            log.Kept.Records.Count(r =>
                r.Entry.ApprovalId == request.Id && r.Entry.Detail!.EndsWith("released", StringComparison.Ordinal)
            )
        );
    }
}
