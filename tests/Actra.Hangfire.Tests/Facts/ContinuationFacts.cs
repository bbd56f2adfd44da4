using Hangfire;

namespace Actra.Hangfire.Tests.Facts;

public sealed class ContinuationFacts
{
    [Fact]
    public async Task E09_Continuations_of_a_parked_or_failed_job_keep_waiting()
    {
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CandidateState is global::Hangfire.States.ProcessingState)
                {
                    context.CandidateState = new ParkedState();
                }
            })
        );
        world.StartServer();
        var parent = world.Enqueue();
        var child = world.Client.ContinueJobWith<Handlers>(parent, x => x.Run(world.Key));
        await world.Reaches(parent, ParkedState.StateName);

        Assert.Equal("Awaiting", world.StateName(child));
        Assert.True(world.Client.ChangeState(parent, new NamedFailedState(), ParkedState.StateName));
        Assert.Equal("Awaiting", world.StateName(child));
    }

    [Fact]
    public async Task E09_Of_a_deleted_job_those_for_success_are_deleted_and_those_for_any_end_run()
    {
        using var world = new World();
        var parent = world.Client.Schedule<Handlers>(x => x.RunAs(world.Key, "parent"), TimeSpan.FromHours(1));
        var onSuccess = world.Client.ContinueJobWith<Handlers>(parent, x => x.RunAs(world.Key, "on success"));
        var onAny = world.Client.ContinueJobWith<Handlers>(
            parent,
            x => x.RunAs(world.Key, "on any"),
            JobContinuationOptions.OnAnyFinishedState
        );
        world.StartServer();

        Assert.True(world.Client.Delete(parent));
        await world.Reaches(onSuccess, "Deleted");
        await world.Reaches(onAny, "Succeeded");

        Assert.Equal(["on any"], world.Records);
    }

    [Fact]
    public async Task E09_Those_of_a_job_that_succeeds_run()
    {
        using var world = new World();
        var parent = world.Client.Enqueue<Handlers>(x => x.RunAs(world.Key, "parent"));
        var child = world.Client.ContinueJobWith<Handlers>(parent, x => x.RunAs(world.Key, "child"));
        Assert.Equal("Awaiting", world.StateName(child));

        world.StartServer();
        await world.Reaches(child, "Succeeded");

        Assert.Equal(["parent", "child"], world.Records);
    }
}
