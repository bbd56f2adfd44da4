using Hangfire;
using Hangfire.Server;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

public sealed class BlockingFacts
{
    [Fact]
    public async Task E01_A_job_canceled_in_OnPerforming_is_deleted_without_a_run()
    {
        using var world = new World(new ServerFilter(context => context.Canceled = true));
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, "Deleted");

        Assert.StartsWith("Canceled by filter '", world.State(id)!.Reason, StringComparison.Ordinal);
        Assert.NotNull(world.Monitor.JobDetails(id).ExpireAt);
        Assert.Empty(world.Records);
    }

    [Fact]
    public async Task E02_An_exception_in_OnPerforming_costs_a_retry()
    {
        using var world = new World(new ServerFilter(_ => throw new InvalidOperationException("no")));
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, "Scheduled");

        Assert.Equal(["Enqueued", "Processing", "Failed", "Scheduled"], world.History(id));
        Assert.StartsWith("Retry attempt 1 of 10", world.State(id)!.Reason, StringComparison.Ordinal);
        Assert.Equal("1", world.Read(c => c.GetJobParameter(id, "RetryCount")));
        Assert.Empty(world.Records);
    }

    [Fact]
    public async Task E02_A_handler_that_fails_is_scheduled_again()
    {
        using var world = new World();
        world.StartServer();

        var id = world.Client.Enqueue<Handlers>(x => x.Throw(world.Key));
        await world.Reaches(id, "Scheduled");

        Assert.StartsWith("Retry attempt 1 of 10", world.State(id)!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "Scheduled")]
    [InlineData(900, "Failed")]
    public async Task E02b_A_failed_state_elected_before_automatic_retry_is_retried_and_after_it_stays(
        int order,
        string expected
    )
    {
        using var world = new World(Block(() => new FailedState(new InvalidOperationException("blocked")), order));
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, expected);
        await Eventually.Holds(() => world.IsIdle("default"), "the queue to be empty");

        Assert.Equal(expected, world.StateName(id));
        Assert.Empty(world.Records);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    [InlineData(990)]
    public async Task E37_A_state_of_another_type_that_is_named_failed_is_left_alone_by_automatic_retry(int order)
    {
        using var world = new World(Block(() => new NamedFailedState(), order));
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, "Failed");
        await Eventually.Holds(() => world.IsIdle("default"), "the queue to be empty");

        var listed = Assert.Single(world.Monitor.FailedJobs(0, 10));
        Assert.Equal(id, listed.Key);
        Assert.Equal("blocked", listed.Value.Reason);
        Assert.Equal("blocked by a rule", listed.Value.ExceptionMessage);
        Assert.Equal(1, world.Monitor.GetStatistics().Failed);
        Assert.Null(world.Monitor.JobDetails(id).ExpireAt);
        Assert.Empty(world.Records);
    }

    [Fact]
    public async Task E37_A_job_in_such_a_state_can_be_requeued()
    {
        var block = true;
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CandidateState is ProcessingState && Volatile.Read(ref block))
                {
                    context.CandidateState = new NamedFailedState();
                }
            })
        );
        world.StartServer();
        var id = world.Enqueue();
        await world.Reaches(id, "Failed");

        Volatile.Write(ref block, false);
        Assert.True(world.Client.Requeue(id));
        await world.Reaches(id, "Succeeded");

        Assert.Single(world.Records);
    }

    [Fact]
    public void E38_A_parked_job_that_is_rejected_with_the_failed_state_is_scheduled_for_a_retry()
    {
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CurrentState == null)
                {
                    context.CandidateState = new ParkedState();
                }
            })
        );
        var id = world.Enqueue();

        var changed = world.Client.ChangeState(
            id,
            new FailedState(new InvalidOperationException("rejected")),
            ParkedState.StateName
        );

        Assert.False(changed);
        Assert.Equal("Scheduled", world.StateName(id));
    }

    [Fact]
    public void E38_A_parked_job_that_is_rejected_with_a_state_of_another_type_stays_rejected()
    {
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CurrentState == null)
                {
                    context.CandidateState = new ParkedState();
                }
            })
        );
        var id = world.Enqueue();

        Assert.True(world.Client.ChangeState(id, new NamedFailedState(), ParkedState.StateName));
        Assert.Equal("Failed", world.StateName(id));
    }

    [Fact]
    public async Task E23_Changing_the_state_of_a_running_job_aborts_it_and_its_end_changes_nothing()
    {
        using var world = new World();
        world.StartServer();
        var id = world.Client.Enqueue<Handlers>(x => x.WaitForAbort(world.Key, CancellationToken.None));
        await Eventually.Holds(() => world.Records.Contains("started", StringComparer.Ordinal), "the handler to start");

        Assert.True(world.Client.ChangeState(id, new ParkedState(), "Processing"));
        await Eventually.Holds(
            () => world.Records.Contains("aborted", StringComparer.Ordinal),
            "the handler to be aborted"
        );
        await Eventually.Holds(() => world.IsIdle("default"), "the queue to be empty");

        Assert.Equal(ParkedState.StateName, world.StateName(id));
    }

    [Fact]
    public async Task E27_A_later_filter_can_elect_processing_again_and_the_handler_runs()
    {
        using var world = new World(
            Block(() => new NamedFailedState(), order: 900),
            new ElectFilter(
                context =>
                {
                    if (Array.Find(context.TraversedStates, s => s is ProcessingState) is { } processing)
                    {
                        context.CandidateState = processing;
                    }
                },
                order: 2000
            )
        );
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, "Succeeded");

        Assert.Single(world.Records);
    }

    [Fact]
    public async Task E26_A_server_exception_filter_that_handles_a_block_makes_it_a_success_without_a_run()
    {
        using var world = new World(
            new ServerFilter(_ => throw new InvalidOperationException("no"), order: int.MaxValue),
            new SwallowingFilter()
        );
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, "Succeeded");

        Assert.Empty(world.Records);
    }

    private static ElectFilter Block(Func<IState> state, int order) =>
        new(
            context =>
            {
                if (context.CandidateState is ProcessingState)
                {
                    context.CandidateState = state();
                }
            },
            order
        );

    private sealed class SwallowingFilter : IServerExceptionFilter
    {
        public void OnServerException(ServerExceptionContext filterContext) => filterContext.ExceptionHandled = true;
    }
}
