using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting.Tests;

public class HealthTests
{
    [Fact]
    public async Task All_is_well_in_a_host_that_has_started()
    {
        await using var host = await new TestHost().StartAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));

        var report = await host.Get<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("actra"));

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(4, report.Entries.Count);
        Assert.Matches("^policy [0-9a-f]{64} is in force since 2026-", report.Entries["actra-policy"].Description!);
        Assert.Equal("the approval store and the decision log answer", report.Entries["actra-store"].Description);
        Assert.StartsWith("the last round ended 2026-", report.Entries["actra-pump"].Description);
    }

    [Fact]
    public async Task An_adapter_that_is_not_ready_is_said()
    {
        await using var host = new TestHost();
        host.Mover.IsReady = false;
        await host.StartAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));

        var health = await host.HealthAsync("actra-pump");

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal("work of kind message cannot be moved yet", health.Description);
    }

    [Fact]
    public async Task A_pump_that_hangs_or_has_stopped_is_unhealthy()
    {
        await using var host = await new TestHost().StartAsync();
        var status = new PumpStatus();
        var check = new PumpHealthCheck(status, host.Get<ActraOptions>(), host.Clock);
        async Task<HealthCheckResult> Now() => await check.CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(HealthStatus.Degraded, (await Now()).Status);

        status.Begin(host.Clock.GetUtcNow());
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Contains("has been running since", (await Now()).Description);
        Assert.Equal(HealthStatus.Unhealthy, (await Now()).Status);

        status.End(new PumpStatus.Round(host.Clock.GetUtcNow(), null, [], 0, []));
        Assert.Equal(HealthStatus.Healthy, (await Now()).Status);

        host.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Contains("the pump has stopped", (await Now()).Description);
        Assert.Equal(HealthStatus.Unhealthy, (await Now()).Status);
    }
}
