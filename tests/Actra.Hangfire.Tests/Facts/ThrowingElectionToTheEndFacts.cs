using System.Diagnostics;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>Apart from the others, which need not wait for the three quarters of a minute that this takes.</summary>
public sealed class ThrowingElectionToTheEndFacts
{
    [Fact]
    public async Task E12_An_election_that_always_throws_fails_the_job_after_45_seconds_without_a_run()
    {
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CandidateState is ProcessingState)
                {
                    throw new InvalidOperationException("never");
                }
            })
        );
        world.StartServer();
        var clock = Stopwatch.StartNew();

        var id = world.Enqueue();
        await Eventually.Holds(
            () => world.StateName(id) == "Failed",
            "the job to have failed",
            TimeSpan.FromSeconds(90)
        );

        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(40), "ten retries with pauses of 0 to 9 seconds");
        Assert.Empty(world.Records);
    }
}
