using System.Collections.Concurrent;
using Hangfire;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

public sealed class TransitionFacts
{
    private readonly ConcurrentQueue<(string Id, string Transition)> _offered = new();

    [Fact]
    public async Task E07_An_enqueued_job_is_offered_as_enqueued_then_processing_then_succeeded()
    {
        using var world = Watched();
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, "Succeeded");

        Assert.Equal(["null->Enqueued", "Enqueued->Processing", "Processing->Succeeded"], Offered(id));
    }

    [Fact]
    public async Task E07_A_scheduled_job_is_enqueued_when_it_is_due()
    {
        using var world = Watched();
        world.StartServer();

        var id = world.Client.Schedule<Handlers>(x => x.Run(world.Key), TimeSpan.Zero);
        await world.Reaches(id, "Succeeded");

        Assert.Equal(
            ["null->Scheduled", "Scheduled->Enqueued", "Enqueued->Processing", "Processing->Succeeded"],
            Offered(id)
        );
    }

    [Fact]
    public async Task E07_A_job_scheduled_for_a_queue_goes_from_scheduled_straight_to_processing()
    {
        using var world = Watched();
        world.StartServer(workers: 2, "critical");

        var id = world.Client.Schedule<Handlers>("critical", x => x.Run(world.Key), TimeSpan.Zero);
        await world.Reaches(id, "Succeeded");

        Assert.Equal(["null->Scheduled", "Scheduled->Processing", "Processing->Succeeded"], Offered(id));
    }

    [Fact]
    public async Task E07_A_continuation_of_a_finished_job_is_elected_enqueued_behind_the_back_of_earlier_filters()
    {
        using var world = Watched();
        world.StartServer();
        var parent = world.Enqueue();
        await world.Reaches(parent, "Succeeded");

        var id = world.Client.ContinueJobWith<Handlers>(parent, x => x.Run(world.Key));
        await world.Reaches(id, "Succeeded");

        Assert.Equal(["null->Awaiting", "Enqueued->Processing", "Processing->Succeeded"], Offered(id));
    }

    [Fact]
    public async Task E18_A_second_queue_entry_is_offered_as_processing_again_and_runs_again()
    {
        using var gate = new ManualResetEventSlim();
        using var world = Watched(
            new ServerFilter(_ => Assert.True(gate.Wait(TimeSpan.FromSeconds(20)), "the gate opens"))
        );
        world.StartServer(workers: 2);
        var id = world.Enqueue();
        await world.Reaches(id, "Processing");

        world.Put("default", id);
        await Eventually.Holds(
            () => Offered(id).Contains("Processing->Processing", StringComparer.Ordinal),
            "the second fetch"
        );
        gate.Set();
        await Eventually.Holds(() => world.Records.Count == 2, "both runs");
    }

    [Fact]
    public async Task E18_A_queue_entry_of_a_job_that_has_succeeded_is_dropped()
    {
        using var world = Watched();
        world.StartServer();
        var id = world.Enqueue();
        await world.Reaches(id, "Succeeded");

        world.Put("default", id);
        await Eventually.Holds(() => world.IsIdle("default"), "the entry to be gone");

        Assert.Equal("Succeeded", world.StateName(id));
        Assert.Single(world.Records);
    }

    [Fact]
    public void E34_A_change_of_state_is_false_for_another_expected_state_and_for_another_elected_one()
    {
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CandidateState is DeletedState)
                {
                    context.CandidateState = new ParkedState();
                }
            })
        );
        var id = world.Enqueue();

        Assert.False(world.Client.ChangeState(id, new ParkedState(), "Processing"));
        Assert.Equal("Enqueued", world.StateName(id));
        Assert.False(world.Client.ChangeState(id, new DeletedState(), "Enqueued"));
        Assert.Equal(ParkedState.StateName, world.StateName(id));
        Assert.False(world.Client.ChangeState("no-such-job", new DeletedState(), expectedState: null));
    }

    private World Watched(params object[] more)
    {
        var watch = new ElectFilter(context =>
            _offered.Enqueue(
                (context.BackgroundJob.Id, $"{context.CurrentState ?? "null"}->{context.CandidateState.Name}")
            )
        );
        return new World([watch, .. more]);
    }

    private string[] Offered(string id) => [.. _offered.Where(o => o.Id == id).Select(o => o.Transition)];
}
