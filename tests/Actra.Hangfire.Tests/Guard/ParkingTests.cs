using Actra.Approvals;
using Actra.Guard;
using Actra.Hangfire.Tests.Facts;
using Actra.Resolution;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Guard;

public sealed class ParkingTests
{
    [Fact]
    public async Task E03_A_parked_job_waits_without_running_and_without_a_worker()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();

        await Eventually.Holds(() => world.World.IsIdle("default"), "the queue to be empty");
        Assert.Equal(["Enqueued", "Processing", "AwaitingApproval"], world.World.History(id));
        Assert.Equal("large", world.Data(id, "Actra.Rule"));
        Assert.Equal("500 by alice", world.Data(id, "Actra.Reason"));
        Assert.Equal("default", world.Data(id, "Queue"));
        Assert.Contains(id, world.World.Read(c => c.GetAllItemsFromSet("actra:parked")));
        Assert.Null(world.World.Monitor.JobDetails(id).ExpireAt);
        Assert.Empty(world.Runs);

        var request = await world.RequestOfAsync(id);
        Assert.Equal(ApprovalState.Pending, request.State);
        Assert.Equal(new ActorIdentity("alice", "user", null, ActorSource.Signed), request.Requester);
        Assert.EndsWith(":" + id, request.Work.WorkId);

        await world.World.Reaches(world.Pay(50), "Succeeded");
    }

    [Fact]
    public async Task E03_An_approved_job_runs_once()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();
        await world.StartPumpAsync();

        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["500 to a-1"], world.Runs);
        Assert.Equal(
            ["Enqueued", "Processing", "AwaitingApproval", "Enqueued", "Processing", "Succeeded"],
            world.World.History(id)
        );
        Assert.Empty(world.World.Read(c => c.GetAllItemsFromSet("actra:parked")));
        var request = (await world.Get<IApprovals>().ListAsync()).Single();
        Assert.Equal(ApprovalState.Executed, request.State);
    }

    [Fact]
    public async Task The_seal_of_an_actor_outlives_the_storage_of_a_complex_argument()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();
        await world.StartPumpAsync();
        var order = new PayoutOrder { Amount = 500, Account = "a-1" };
        string id;
        using (ActraJobs.As(Actor.User("alice")))
        {
            id = world.Client.Enqueue<Payouts>(x => x.PayOrder(world.Key, order));
        }

        await world.World.Reaches(id, "AwaitingApproval");
        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["500 to a-1"], world.Runs);
    }

    [Fact]
    public async Task E25_A_job_comes_back_by_the_queue_where_it_was_parked()
    {
        using var world = new GuardedWorld();
        world.World.StartServer(2, "default", "critical", "attributed", "own");
        await world.StartPumpAsync();
        using var alice = ActraJobs.As(Actor.User("alice"));
        var byState = world.Client.Create(
            Job.FromExpression<Payouts>(x => x.Pay(world.Key, 500, "a")),
            new EnqueuedState("critical")
        );
        var byAttribute = world.Client.Enqueue<Payouts>(x => x.PayOnAttributedQueue(world.Key, 501));
        var byJob = world.Client.Enqueue<Payouts>("own", x => x.Pay(world.Key, 502, "a"));

        foreach (var (id, queue) in new[] { (byState, "critical"), (byAttribute, "attributed"), (byJob, "own") })
        {
            await world.World.Reaches(id, "AwaitingApproval");
            Assert.Equal(queue, world.Data(id, "Queue"));
            await world.ApproveAsync(id);
            await world.World.Reaches(id, "Succeeded");
            var resumed = world.World.Monitor.JobDetails(id).History.First(state => state.StateName == "Enqueued");
            Assert.Equal(queue, resumed.Data["Queue"]);
        }
    }

    [Fact]
    public async Task E30_Of_eight_releases_at_once_one_wins_and_the_job_runs_once()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();
        await world.ApproveAsync(id);
        var request = await world.RequestOfAsync(id);
        var mover = world.Get<IWorkMover>();
        Assert.True(mover.IsReady);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(async () => await mover.ReleaseAsync(request, null, CancellationToken.None)))
        );
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["500 to a-1"], world.Runs);
        Assert.Equal(2, world.World.History(id).Count(state => state == "Processing"));
    }

    [Fact]
    public async Task E03_The_stock_requeue_of_a_parked_job_parks_it_again()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();

        world.Requeue(id);
        await Eventually.Holds(
            () => world.World.History(id).Count(state => state == "AwaitingApproval") == 2,
            "the job to be parked again"
        );

        Assert.Empty(world.Runs);
        Assert.Single(await world.Get<IApprovals>().ListAsync());
        Assert.Equal(ApprovalState.Pending, (await world.RequestOfAsync(id)).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task E38_A_denied_job_fails_and_neither_retry_nor_requeue_runs_it(bool plainFailedState)
    {
        using var world = new GuardedWorld(o => o.PlainFailedState = plainFailedState);
        var id = await world.ParkedAsync();
        await world.StartPumpAsync();

        await world.DenyAsync(id);
        await world.World.Reaches(id, "Failed");
        Assert.Equal("approval_denied", world.Data(id, "Actra.Code"));
        Assert.Equal(0, world.World.Monitor.ScheduledCount());

        world.Requeue(id);
        await Eventually.Holds(
            () => world.World.History(id).Count(state => state == "Failed") == 2,
            "the job to fail again"
        );
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E36_A_denied_job_stays_denied_when_its_mark_is_wiped_out()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();
        await world.StartPumpAsync();
        await world.DenyAsync(id);
        await world.World.Reaches(id, "Failed");

        world.SetParameter(id, "Actra.Rejected", null);
        world.SetParameter(id, "Actra.Approval", null);
        world.Requeue(id);
        await Eventually.Holds(
            () => world.World.History(id).Count(state => state == "Failed") == 2,
            "the job to fail again"
        );

        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E18_A_second_copy_of_an_approved_job_that_has_run_does_not_run()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();
        await world.StartPumpAsync();
        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Succeeded");

        world.Requeue(id);
        await Eventually.Holds(
            () => world.World.History(id).Count(state => state == "Succeeded") == 2,
            "the second copy to end"
        );

        Assert.Equal(["500 to a-1"], world.Runs);
    }

    [Fact]
    public async Task E18_A_duplicate_in_the_queue_does_not_run_beside_an_approved_run()
    {
        using var world = new GuardedWorld(host: o => o.Guard.Lease = TimeSpan.FromSeconds(1));
        world.World.StartServer();
        await world.StartPumpAsync();
        string id;
        using (ActraJobs.As(Actor.User("alice")))
        {
            id = world.Client.Enqueue<Payouts>(x => x.PayWhenReleased(world.Key, 500));
        }

        await world.World.Reaches(id, "AwaitingApproval");
        await world.ApproveAsync(id);
        await Eventually.Holds(() => world.Runs.Count == 1, "the job to start");

        world.World.Put("default", id);
        await world.World.Reaches(id, "Scheduled");
        Gates.Of(world.Key).Set();
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["started", "500"], world.Runs);
    }
}
