using Actra.Hangfire.Tests.Facts;
using Actra.Resolution;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Guard;

public sealed class PathTests
{
    [Fact]
    public async Task E07_A_scheduled_job_with_a_queue_is_judged_though_it_is_never_enqueued()
    {
        using var world = new GuardedWorld();
        world.World.StartServer(2, "own");
        string id;
        using (ActraJobs.As(Actor.User("alice")))
        {
            id = world.Client.Schedule<Payouts>("own", x => x.Pay(world.Key, 500, "a-1"), TimeSpan.Zero);
        }

        await world.World.Reaches(id, "AwaitingApproval");

        Assert.Equal("own", world.Data(id, "Queue"));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E09_A_continuation_is_judged_and_waits_while_its_parent_is_parked()
    {
        using var world = new GuardedWorld();
        var parent = await world.ParkedAsync();
        await world.StartPumpAsync();
        string child;
        using (ActraJobs.As(Actor.User("alice")))
        {
            child = world.Client.ContinueJobWith<Payouts>(parent, x => x.Pay(world.Key, 50, "frozen"));
        }

        Assert.Equal("Awaiting", world.World.StateName(child));
        await world.ApproveAsync(parent);
        await world.World.Reaches(child, "Failed");

        Assert.Equal("frozen", world.Data(child, "Actra.Rule"));
        Assert.Equal(["500 to a-1"], world.Runs);
    }

    [Fact]
    public async Task E10_Injected_arguments_that_need_approval_park_the_job()
    {
        using var world = new GuardedWorld(
            o => o.BelieveInjectedArguments = true,
            filters: [new JobParameterInjectionFilter()]
        );
        world.World.StartServer();
        await world.StartPumpAsync();
        var id = Injected(world, 500);

        await world.World.Reaches(id, "AwaitingApproval");
        Assert.Equal("500 by alice", world.Data(id, "Actra.Reason"));
        Assert.Empty(world.Runs);

        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Succeeded");
        Assert.Equal(["500"], world.Runs);
    }

    [Fact]
    public async Task E10_Injected_arguments_that_nobody_signed_are_blocked_where_they_need_approval()
    {
        using var world = new GuardedWorld(filters: [new JobParameterInjectionFilter()]);
        world.World.StartServer();
        var id = Injected(world, 500);

        await world.World.Reaches(id, "Failed");

        Assert.Equal("actor_unverified", world.Data(id, "Actra.Code"));
        Assert.Equal(["Enqueued", "Processing", "Failed"], world.World.History(id));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E10_An_argument_that_is_changed_inside_after_the_election_is_judged_again()
    {
        using var world = new GuardedWorld(
            filters: [new ServerFilter(context => ((PayoutOrder)context.BackgroundJob.Job.Args[1]).Account = "frozen")]
        );
        world.World.StartServer();
        var order = new PayoutOrder { Amount = 50, Account = "a-1" };
        var id = world.Client.Enqueue<Payouts>(x => x.PayOrder(world.Key, order));

        await world.World.Reaches(id, "Failed");

        Assert.Equal("frozen", world.Data(id, "Actra.Rule"));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E10_Injected_arguments_that_are_allowed_run()
    {
        using var world = new GuardedWorld(filters: [new JobParameterInjectionFilter()]);
        world.World.StartServer();

        await world.World.Reaches(Injected(world, 60), "Succeeded");

        Assert.Equal(["60"], world.Runs);
    }

    [Fact]
    public async Task E12_A_filter_that_throws_at_every_election_never_means_a_run()
    {
        var failures = 0;
        using var world = new GuardedWorld(
            filters:
            [
                new ElectFilter(context =>
                {
                    if (context.CandidateState is ProcessingState)
                    {
                        Interlocked.Increment(ref failures);
                        throw new InvalidOperationException("no");
                    }
                }),
            ]
        );
        world.World.StartServer();

        var id = world.Pay(500);
        await Eventually.Holds(() => Volatile.Read(ref failures) >= 3, "three elections to fail");

        Assert.Equal("Enqueued", world.World.StateName(id));
        Assert.Empty(world.Runs);
    }

    [Theory]
    [InlineData(995)]
    [InlineData(int.MaxValue)]
    public async Task E27_A_filter_that_elects_processing_again_does_not_get_past_the_guard(int order)
    {
        var performing = 0;
        using var world = new GuardedWorld(
            filters:
            [
                new ServerFilter(_ => Interlocked.Increment(ref performing)),
                new ElectFilter(
                    context =>
                    {
                        if (context.TraversedStates.OfType<ProcessingState>().LastOrDefault() is { } processing)
                        {
                            context.CandidateState = processing;
                        }
                    },
                    order
                ),
            ]
        );
        world.World.StartServer();

        var blocked = world.Pay(50, "frozen");
        var parked = world.Pay(500);
        await world.World.Reaches(blocked, "Failed");
        await world.World.Reaches(parked, "AwaitingApproval");

        Assert.Equal(0, Volatile.Read(ref performing));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E27_An_election_that_went_past_the_guard_is_judged_before_the_method()
    {
        // Sorted after the guard's own last filter, since it was added later: the guard's refusal is undone for good.
        using var world = new GuardedWorld();
        var undone = 0;
        world.World.Filters.Add(
            new ElectFilter(
                context =>
                {
                    if (
                        context.TraversedStates.OfType<ProcessingState>().LastOrDefault() is { } processing
                        && Interlocked.Increment(ref undone) == 1
                    )
                    {
                        context.CandidateState = processing;
                    }
                },
                int.MaxValue
            ),
            int.MaxValue
        );
        world.World.StartServer();

        var id = world.Pay(500);
        await world.World.Reaches(id, "AwaitingApproval");

        Assert.True(undone >= 1);
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E18_A_job_that_is_fetched_again_after_a_crash_is_judged_again()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();
        using (ActraJobs.As(Actor.User("alice")))
        {
            var id = world.Client.Enqueue<Payouts>(x => x.PayWhenReleased(world.Key, 50));
            await Eventually.Holds(() => world.Runs.Count == 1, "the job to start");
            world.World.Put("default", id);
            await Eventually.Holds(() => world.Runs.Count == 2, "the job to start again");
            Gates.Of(world.Key).Set();
            await world.World.Reaches(id, "Succeeded");
        }

        await Eventually.Holds(() => world.Records.Count(r => r.Effect == "allow") == 2, "two decisions");
    }

    private static string Injected(GuardedWorld world, int amount)
    {
        using (ActraJobs.As(Actor.User("alice")))
        {
            return world.Client.Create(
                Job.FromExpression<Payouts>(x => x.PayInjected(world.Key, 0)),
                new EnqueuedState(),
                new Dictionary<string, object> { ["Injected"] = amount }
            );
        }
    }
}
