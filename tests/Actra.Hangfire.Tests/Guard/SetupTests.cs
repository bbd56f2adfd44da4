using Actra.Approvals;
using Actra.Guard;
using Actra.Hangfire.Tests.Facts;
using Actra.Model;
using Actra.Resolution;
using Hangfire;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hangfire.Tests.Guard;

public sealed class SetupTests
{
    [Fact]
    public void UseActra_may_be_called_again_and_the_last_host_counts()
    {
        using var world = new GuardedWorld();
        var before = GlobalJobFilters.Filters.ToList();
        try
        {
            GlobalConfiguration.Configuration.UseActra(new Services().Provider);
            var once = GlobalJobFilters.Filters.Count;
            GlobalConfiguration.Configuration.UseActra(new Services().Provider);

            Assert.Equal(once, GlobalJobFilters.Filters.Count);
            Assert.Equal(before.Count + 4, once);
            Assert.Single(GlobalStateHandlers.Handlers, handler => handler.StateName == "AwaitingApproval");
        }
        finally
        {
            foreach (var filter in GlobalJobFilters.Filters.Except(before).ToList())
            {
                GlobalJobFilters.Filters.Remove(filter.Instance);
            }
        }
    }

    [Fact]
    public async Task The_static_ways_of_hangfire_are_guarded_too()
    {
        using var world = new GuardedWorld();
        var before = GlobalJobFilters.Filters.ToList();
        var services = new ServiceCollection();
        services
            .AddLogging()
            .AddActra(o =>
            {
                o.ServiceName = "static";
                o.Policy.FromStrings(GuardedWorld.Schema, GuardedWorld.Policy);
            })
            .UseInMemory()
            .SignWith("k1", new byte[32])
            .AddHangfireGuard();
        await using var provider = services.BuildServiceProvider();
        try
        {
            GlobalConfiguration.Configuration.UseInMemoryStorage().UseActra(provider);
            using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = 1 });
            using var monitor = JobStorage.Current.GetConnection();
            string parked;
            using (ActraJobs.As(Actor.User("alice")))
            {
                parked = BackgroundJob.Enqueue<Payouts>(x => x.Pay(world.Key, 500, "a-1"));
            }

            var run = BackgroundJob.Enqueue<Payouts>(x => x.Pay(world.Key, 50, "a-1"));
            await Eventually.Holds(() => monitor.GetStateData(run).Name == "Succeeded", "the small one to run");
            await Eventually.Holds(
                () => monitor.GetStateData(parked).Name == "AwaitingApproval",
                "the large one to park"
            );

            var mover = provider.GetRequiredService<IWorkMover>();
            var approvals = provider.GetRequiredService<IApprovals>();
            var request = (await approvals.ListAsync()).Single();
            await approvals.ApproveAsync(request.Id, GuardedWorld.Finance, request.ShownDigest);
            Assert.True(mover.IsReady);
            await mover.ReleaseAsync(request, null, CancellationToken.None);
            await Eventually.Holds(() => monitor.GetStateData(parked).Name == "Succeeded", "the large one to run");
            Assert.Equal(["50 to a-1", "500 to a-1"], world.Runs);
        }
        finally
        {
            foreach (var filter in GlobalJobFilters.Filters.Except(before).ToList())
            {
                GlobalJobFilters.Filters.Remove(filter.Instance);
            }
        }
    }

    [Fact]
    public void Services_without_the_job_guard_are_refused_by_name()
    {
        var provider = new ServiceCollection().BuildServiceProvider();

        var error = Assert.Throws<ActraException>(() => GlobalConfiguration.Configuration.UseActra(provider));

        Assert.Contains("AddHangfireGuard", error.Message);
    }

    [Fact]
    public void Every_filter_of_the_guard_may_stand_beside_others()
    {
        var filters = ActraJobFilters.Create(new Services().Provider).GetFilters(null!).ToList();

        Assert.Equal([int.MaxValue, 990, int.MaxValue, int.MaxValue], filters.Select(filter => filter.Order));
        Assert.All(filters, filter => Assert.True(((IJobFilter)filter.Instance).AllowMultiple));
        Assert.All(filters, filter => Assert.True(filter.Instance.GetType().IsSealed));
    }

    [Fact]
    public void A_time_budget_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            ActraJobFilters.Create(new Services().Provider, o => o.TimeBudget = TimeSpan.Zero)
        );
    }

    [Fact]
    public void A_scope_that_has_ended_speaks_for_nobody_even_where_a_thread_kept_it()
    {
        ExecutionContext? kept;
        using (ActraJobs.As(Actor.User("alice")))
        {
            kept = ExecutionContext.Capture();
            using (ActraJobs.As(Actor.User("bob")))
            {
                Assert.Equal("bob", ActraJobs.Current?.Id);
            }

            Assert.Equal("alice", ActraJobs.Current?.Id);
        }

        Assert.Null(ActraJobs.Current);
        ExecutionContext.Run(kept!, _ => Assert.Null(ActraJobs.Current), null);
    }

    private sealed class Services
    {
        public Services()
        {
            var services = new ServiceCollection();
            services.AddActra().AddHangfireGuard();
            Provider = services.BuildServiceProvider();
        }

        public IServiceProvider Provider { get; }
    }
}
