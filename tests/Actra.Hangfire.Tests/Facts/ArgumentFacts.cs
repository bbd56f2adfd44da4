using Hangfire;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

public sealed class ArgumentFacts
{
    [Fact]
    public async Task E10_Injected_arguments_are_seen_by_the_innermost_server_filter_and_not_by_the_election()
    {
        string? elected = null;
        string? performing = null;
        using var world = new World(
            new JobParameterInjectionFilter(),
            new ElectFilter(context =>
            {
                if (context.CandidateState is ProcessingState)
                {
                    elected = (string)context.BackgroundJob.Job.Args[1];
                }
            }),
            new ServerFilter(context => performing = (string)context.BackgroundJob.Job.Args[1], order: int.MaxValue),
            new ClientFilter(context => context.SetJobParameter("Injected", "INJECTED"))
        );
        world.StartServer();

        var id = world.Client.Enqueue<Handlers>(x => x.RunWith(world.Key, "declared"));
        await world.Reaches(id, "Succeeded");

        Assert.Equal("declared", elected);
        Assert.Equal("INJECTED", performing);
        Assert.Equal(["INJECTED"], world.Records);
    }

    [Fact]
    public async Task E33_A_cancellation_token_is_the_default_one_at_election()
    {
        object? token = null;
        object? jobToken = "unset";
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CandidateState is ProcessingState)
                {
                    token = context.BackgroundJob.Job.Args[1];
                    jobToken = context.BackgroundJob.Job.Args[2];
                }
            })
        );
        world.StartServer();

        var id = world.Client.Enqueue<Handlers>(x => x.Take(world.Key, CancellationToken.None, null!));
        await world.Reaches(id, "Succeeded");

        Assert.Equal(default(CancellationToken), token);
        Assert.Null(jobToken);
        Assert.Equal(["True True"], world.Records);
    }

    [Fact]
    public async Task E33_The_type_of_a_job_is_the_one_asked_for_and_its_method_may_be_declared_below()
    {
        (Type Type, Type? Declaring)? seen = null;
        using var world = new World(
            new ElectFilter(context =>
                seen = (context.BackgroundJob.Job.Type, context.BackgroundJob.Job.Method.DeclaringType)
            )
        );
        world.StartServer();

        var id = world.Client.Enqueue<DerivedHandler>(x => x.Inherited(world.Key));
        await world.Reaches(id, "Succeeded");

        Assert.Equal((typeof(DerivedHandler), typeof(BaseHandler)), seen);
    }
}
