using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

public sealed class ClientFacts
{
    [Fact]
    public void E08_An_exception_in_OnCreating_reaches_the_caller_inside_a_client_exception()
    {
        using var world = new World(new ClientFilter(_ => throw new InvalidOperationException("no")));

        var thrown = Assert.Throws<BackgroundJobClientException>(() => world.Enqueue());

        Assert.Equal("no", Assert.IsType<InvalidOperationException>(thrown.InnerException).Message);
        Assert.Equal(0, world.Monitor.EnqueuedCount("default"));
    }

    [Fact]
    public void E08_A_creation_that_is_canceled_gives_null_and_stores_nothing()
    {
        using var world = new World(new ClientFilter(creating => creating.Canceled = true));

        Assert.Null(world.Enqueue());
        Assert.Equal(0, world.Monitor.EnqueuedCount("default"));
    }

    [Fact]
    public void E08_A_filter_outside_of_the_one_that_cancels_learns_of_it()
    {
        var learnt = new List<bool>();
        using var world = new World(
            new ClientFilter(creating => creating.Canceled = true, order: 50),
            new ClientFilter(_ => { }, order: 10, created => learnt.Add(created.Canceled))
        );

        world.Enqueue();

        Assert.Equal([true], learnt);
    }

    [Fact]
    public void E16_The_innermost_client_filter_has_the_last_word_over_parameters_of_the_caller()
    {
        using var world = new World(new ClientFilter(creating => creating.SetJobParameter("Actor", "alice")));
        var job = Job.FromExpression<Handlers>(x => x.Run(world.Key));

        var id = world.Client.Create(
            job,
            new EnqueuedState(),
            new Dictionary<string, object>(StringComparer.Ordinal) { ["Actor"] = "root", ["Other"] = 7 }
        );

        Assert.Equal("\"alice\"", world.Read(c => c.GetJobParameter(id, "Actor")));
        Assert.Equal("7", world.Read(c => c.GetJobParameter(id, "Other")));
    }

    [Fact]
    public void E16_Who_holds_a_connection_can_forge_a_parameter()
    {
        using var world = new World(new ClientFilter(creating => creating.SetJobParameter("Actor", "alice")));
        var id = world.Enqueue();

        world.Read(c =>
        {
            c.SetJobParameter(id, "Actor", "\"root\"");
            return true;
        });

        Assert.Equal("\"root\"", world.Read(c => c.GetJobParameter(id, "Actor")));
    }

    [Fact]
    public void A_parameter_of_the_creating_context_is_cast_not_deserialised()
    {
        object? read = null;
        using var world = new World(
            new ClientFilter(creating =>
            {
                creating.SetJobParameter("Count", 7);
                read = creating.GetJobParameter<int>("Count");
                Assert.Throws<InvalidCastException>(() => creating.GetJobParameter<string>("Count"));
            })
        );

        world.Enqueue();

        Assert.Equal(7, read);
    }

    [Fact]
    public void E06_The_first_election_knows_the_job_id_and_writes_parameters_before_a_worker_sees_the_job()
    {
        string? seen = null;
        var countThen = -1L;
        World? world = null;
        using var made = world = new World(
            new ElectFilter(context =>
            {
                if (context.CurrentState == null)
                {
                    seen = context.BackgroundJob.Id;
                    context.SetJobParameter("Sealed", "yes");
                    countThen = world!.Monitor.EnqueuedCount("default");
                }
            })
        );

        var id = world.Enqueue();

        Assert.Equal(id, seen);
        Assert.Equal(0, countThen);
        Assert.Equal("\"yes\"", world.Read(c => c.GetJobParameter(id, "Sealed")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void E06_A_job_can_be_parked_when_it_is_created(bool scheduled)
    {
        using var world = new World(new ElectFilter(context => context.CandidateState = new ParkedState()));

        var id = scheduled
            ? world.Client.Schedule<Handlers>(x => x.Run(world.Key), TimeSpan.FromHours(1))
            : world.Enqueue();

        Assert.Equal(ParkedState.StateName, world.StateName(id));
        Assert.Equal([scheduled ? "Scheduled" : "Enqueued", ParkedState.StateName], world.History(id));
        Assert.Equal(0, world.Monitor.EnqueuedCount("default"));
        Assert.Equal(0, world.Monitor.ScheduledCount());
        Assert.Null(world.Monitor.JobDetails(id).ExpireAt);
    }

    [Fact]
    public void E29_A_block_at_creation_keeps_a_record_among_the_failed_jobs()
    {
        using var world = new World(
            new ElectFilter(context => context.CandidateState = new NamedFailedState(), order: 900)
        );

        var id = world.Enqueue();

        Assert.Equal("Failed", world.StateName(id));
        Assert.Equal(id, Assert.Single(world.Monitor.FailedJobs(0, 10)).Key);
        Assert.Null(world.Monitor.JobDetails(id).ExpireAt);
    }
}
