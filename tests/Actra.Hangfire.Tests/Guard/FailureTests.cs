using Actra.Approvals;
using Actra.Hangfire.Tests.Facts;
using Actra.Hosting;
using Actra.Resolution;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hangfire.Tests.Guard;

public sealed class FailureTests
{
    [Fact]
    public async Task A_job_whose_snapshot_cannot_be_resolved_is_scheduled_and_runs_when_it_can()
    {
        var snapshot = new SwitchedSnapshot { Fails = true };
        using var world = new GuardedWorld(services: s => s.AddActra().AddSnapshotResolver(snapshot));
        world.World.StartServer();

        var id = world.Pay(50);
        await Eventually.Holds(
            () => world.World.History(id).Count(state => state == "Scheduled") >= 2,
            "the job to be set aside twice"
        );
        Assert.Empty(world.Runs);

        snapshot.Fails = false;
        await world.World.Reaches(id, "Succeeded");
        Assert.Equal(["50 to a-1"], world.Runs);
    }

    [Fact]
    public async Task A_resolver_that_hangs_does_not_hold_the_worker_beyond_the_budget()
    {
        var snapshot = new SwitchedSnapshot { Hangs = true };
        using var world = new GuardedWorld(
            options: o => o.TimeBudget = TimeSpan.FromMilliseconds(200),
            services: s => s.AddActra().AddSnapshotResolver(snapshot)
        );
        world.World.StartServer();

        var id = world.Pay(50);
        await Eventually.Holds(
            () => world.World.History(id).Contains("Scheduled"),
            "the job to be set aside",
            TimeSpan.FromSeconds(4)
        );
        Assert.Empty(world.Runs);

        snapshot.Hangs = false;
        await world.World.Reaches(id, "Succeeded");
    }

    [Fact]
    public async Task A_job_that_cannot_be_parked_is_scheduled_and_parked_later()
    {
        var store = new SwitchedStore { Fails = true };
        using var world = new GuardedWorld(services: s => s.AddSingleton<IApprovalStore>(store));
        world.World.StartServer();

        var id = world.Pay(500);
        await Eventually.Holds(() => world.World.History(id).Contains("Scheduled"), "the job to be set aside");
        Assert.Empty(world.Runs);

        store.Fails = false;
        await world.World.Reaches(id, "AwaitingApproval");
        Assert.Equal(ApprovalState.Pending, (await world.RequestOfAsync(id)).State);
    }

    [Fact]
    public async Task A_job_that_is_set_aside_comes_back_by_its_own_queue()
    {
        var snapshot = new SwitchedSnapshot { Fails = true };
        using var world = new GuardedWorld(services: s => s.AddActra().AddSnapshotResolver(snapshot));
        world.World.StartServer(2, "critical");

        var id = world.Client.Create(
            Job.FromExpression<Payouts>(x => x.Pay(world.Key, 50, "a-1")),
            new EnqueuedState("critical")
        );
        await Eventually.Holds(() => world.World.History(id).Contains("Scheduled"), "the job to be set aside");
        snapshot.Fails = false;
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["50 to a-1"], world.Runs);
    }

    [Fact]
    public async Task E23_A_job_whose_claim_is_lost_is_stopped_and_waits_for_a_person()
    {
        var store = new SwitchedStore { FailsRenewals = true };
        using var world = new GuardedWorld(
            services: s => s.AddSingleton<IApprovalStore>(store),
            host: o => o.Guard.Lease = TimeSpan.FromSeconds(1)
        );
        world.World.StartServer();
        await world.StartPumpAsync();
        string id;
        using (ActraJobs.As(Actor.User("alice")))
        {
            id = world.Client.Enqueue<Payouts>(x => x.PayUntilCancelled(world.Key, 500, CancellationToken.None));
        }

        await world.World.Reaches(id, "AwaitingApproval");
        var request = await world.RequestOfAsync(id);
        await world.ApproveAsync(id);
        await Eventually.Holds(() => world.Runs.Contains("cancelled"), "the method to be stopped");
        await world.World.Reaches(id, "AwaitingApproval");

        Assert.Equal(["500", "cancelled"], world.Runs);
        var held = await store.GetAsync(request.Id, CancellationToken.None);
        Assert.Equal(ApprovalState.Held, held!.State);
    }
}
