using Hangfire;

namespace Actra.Hangfire.Tests.Guard;

public sealed class BlockingTests
{
    [Fact]
    public async Task E37_A_blocked_job_ends_in_failed_with_its_rule_and_is_not_retried()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Pay(50, "frozen");
        await world.World.Reaches(id, "Failed");

        Assert.Equal("blocked", world.Data(id, "Actra.Code"));
        Assert.Equal("frozen", world.Data(id, "Actra.Rule"));
        Assert.Equal("account frozen is frozen", world.Data(id, "Actra.Reason"));
        Assert.NotEmpty(world.Data(id, "Actra.DecisionId"));
        Assert.Equal(["Enqueued", "Processing", "Failed"], world.World.History(id));
        Assert.Equal(1, world.World.Monitor.FailedCount());
        Assert.Equal(0, world.World.Monitor.ScheduledCount());
        Assert.Equal("account frozen is frozen", world.World.Monitor.FailedJobs(0, 10).Single().Value.ExceptionMessage);
        Assert.Null(world.World.Monitor.JobDetails(id).ExpireAt);
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E02_A_plain_failed_state_is_left_alone_by_automatic_retry_too()
    {
        using var world = new GuardedWorld(o => o.PlainFailedState = true);
        world.World.StartServer();

        var id = world.Pay(50, "frozen");
        await world.World.Reaches(id, "Failed");

        Assert.Equal("frozen", world.Data(id, "Actra.Rule"));
        Assert.Equal(["Enqueued", "Processing", "Failed"], world.World.History(id));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task A_requeued_blocked_job_is_judged_again_and_blocked_again()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();
        var id = world.Pay(50, "frozen");
        await world.World.Reaches(id, "Failed");

        world.Requeue(id);
        await Facts.Eventually.Holds(() => world.World.History(id).Count(s => s == "Failed") == 2, "a second block");

        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E35_A_job_that_the_policy_refuses_from_inside_is_not_retried()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Client.Enqueue<Payouts>(x => x.PayWhatPolicyForbids(world.Key, 50));
        await world.World.Reaches(id, "Failed");

        Assert.Equal("blocked", world.Data(id, "Actra.Code"));
        Assert.Equal(["50"], world.Runs);
    }

    [Fact]
    public async Task Work_that_needs_approval_and_has_no_proved_actor_is_blocked()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Client.Enqueue<Payouts>(x => x.Pay(world.Key, 500, "a-1"));
        await world.World.Reaches(id, "Failed");

        Assert.Equal("actor_unverified", world.Data(id, "Actra.Code"));
    }
}
