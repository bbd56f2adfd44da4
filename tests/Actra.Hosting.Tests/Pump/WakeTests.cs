using Actra.Approvals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting.Tests;

public class WakeTests
{
    [Fact]
    public async Task A_vote_in_another_process_releases_work_at_once()
    {
        await using var host = new TestHost();
        var store = Use(host);
        await host.StartAsync();
        await Eventually.HoldsAsync(() => store.Connections == 1);
        var request = await host.ApprovedAsync();

        store.Tell();

        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);
    }

    [Fact]
    public async Task A_broken_connection_is_made_again_and_what_was_missed_is_found()
    {
        await using var host = new TestHost();
        var store = Use(host);
        await host.StartAsync();
        await Eventually.HoldsAsync(() => store.Connections == 1);
        await host.ApprovedAsync();

        store.Break("server gone");
        await Eventually.HoldsAsync(() => host.Logs.Has(5123));
        Assert.Contains("server gone", host.Logs.All.Single(line => line.Id == 5123).Text);
        await Eventually.HoldsAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return store.Connections == 2;
        });

        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
    }

    [Fact]
    public async Task Where_no_connection_can_be_made_it_is_tried_less_and_less_often()
    {
        await using var host = new TestHost();
        var store = Use(host);
        store.Problem = "no such server";
        await host.StartAsync();
        await Eventually.HoldsAsync(() => host.Logs.Has(5123));

        for (var seconds = 0; seconds < 600; seconds++)
        {
            var timers = host.Clock.ActiveTimers;
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Eventually.HoldsAsync(() => host.Clock.ActiveTimers >= timers);
        }

        Assert.InRange(store.Connections, 10, 20);
    }

    private static WakingStore Use(TestHost host)
    {
        var store = new WakingStore(host.Clock);
        host.Services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(store));
        return store;
    }
}
