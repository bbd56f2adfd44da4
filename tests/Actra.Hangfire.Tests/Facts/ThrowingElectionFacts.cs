using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

public sealed class ThrowingElectionFacts
{
    [Fact]
    public async Task E12_An_election_that_throws_is_tried_again_in_place()
    {
        var throws = 0;
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CandidateState is ProcessingState && Interlocked.Increment(ref throws) <= 2)
                {
                    throw new InvalidOperationException("not now");
                }
            })
        );
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, "Succeeded");

        Assert.Equal(3, throws);
        Assert.Equal(["Enqueued", "Processing", "Succeeded"], world.History(id));
        Assert.Single(world.Records);
    }
}
