using Actra.Approvals;
using Actra.Audit;

namespace Actra.Hosting.Tests;

public class EraseTests
{
    [Fact]
    public async Task Work_of_requests_that_closed_long_ago_is_erased_and_the_requests_stay()
    {
        await using var host = await new TestHost(Slow).StartAsync();
        var denied = await host.ParkAsync();
        await host.Get<IApprovals>().DenyAsync(denied.Id, TestHost.Finance, denied.ShownDigest, "no");
        await host.PassAsync(TimeSpan.FromSeconds(1));

        await host.PassAsync(TimeSpan.FromDays(29));
        Assert.NotNull(await host.Store.GetEnvelopeAsync(denied.Id, default));

        await host.PassAsync(TimeSpan.FromDays(1));
        Assert.Null(await host.Store.GetEnvelopeAsync(denied.Id, default));
        Assert.Equal(ApprovalState.Denied, await host.StateAsync(denied.Id));
        Assert.Contains(host.Logs.All, line => line.Id == 5122 && line.Text.Contains(denied.Id));
        Assert.Contains(host.Records, record => record.ApprovalId == denied.Id && record.Kind == AuditKind.Erased);
    }

    [Fact]
    public async Task Work_that_is_still_open_or_still_to_be_moved_stays()
    {
        await using var host = await new TestHost(Slow).StartAsync();
        var open = await host.ParkAsync(requirement => requirement with { ValidFor = TimeSpan.FromDays(100) });
        await host.Get<IApprovals>().ApproveAsync(open.Id, TestHost.Finance, open.ShownDigest);
        var stuck = await host.ParkAsync();
        host.Mover.Failing[stuck.Id] = "no such queue";
        await host.Get<IApprovals>().DenyAsync(stuck.Id, TestHost.Finance, stuck.ShownDigest, "no");

        await host.PassAsync(TimeSpan.FromDays(31));

        Assert.NotNull(await host.Store.GetEnvelopeAsync(open.Id, default));
        Assert.NotNull(await host.Store.GetEnvelopeAsync(stuck.Id, default));
    }

    [Fact]
    public async Task Never_means_never()
    {
        await using var host = await new TestHost(options =>
        {
            Slow(options);
            options.EraseWorkAfter = null;
        }).StartAsync();
        var denied = await host.ParkAsync();
        await host.Get<IApprovals>().DenyAsync(denied.Id, TestHost.Finance, denied.ShownDigest, "no");

        await host.PassAsync(TimeSpan.FromDays(365));

        Assert.NotNull(await host.Store.GetEnvelopeAsync(denied.Id, default));
    }

    /// <summary>Days pass sooner where fewer timers fire in them.</summary>
    private static void Slow(ActraOptions options) => options.PumpInterval = TimeSpan.FromMinutes(5);
}
