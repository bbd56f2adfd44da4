using Hangfire;

namespace Actra.Hangfire.Tests.Facts;

public sealed class RunFacts
{
    [Fact]
    public async Task E24_The_lock_of_a_job_is_released_when_a_filter_inside_it_throws()
    {
        var reached = 0;
        using var world = new World(
            new DisableConcurrentExecutionAttribute(timeoutInSeconds: 1),
            new ServerFilter(
                _ =>
                {
                    Interlocked.Increment(ref reached);
                    throw new InvalidOperationException("no");
                },
                order: int.MaxValue
            )
        );
        world.StartServer();

        var first = world.Enqueue();
        await world.Reaches(first, "Scheduled");
        var second = world.Enqueue();
        await world.Reaches(second, "Scheduled");

        Assert.Equal(2, Volatile.Read(ref reached));
    }

    [Fact]
    public async Task E35_An_exception_that_automatic_retry_excepts_fails_the_job()
    {
        using var world = new World();
        world.Filters.Remove<AutomaticRetryAttribute>();
        world.Filters.Add(
            new AutomaticRetryAttribute { LogEvents = false, ExceptOn = [typeof(InvalidOperationException)] }
        );
        world.StartServer();

        var id = world.Client.Enqueue<Handlers>(x => x.Throw(world.Key));
        await world.Reaches(id, "Failed");

        Assert.Equal(["Enqueued", "Processing", "Failed"], world.History(id));
        Assert.Equal("the handler failed", world.State(id)!.Data["ExceptionMessage"]);
    }

    [Fact]
    public async Task Ambient_values_do_not_reach_the_worker()
    {
        var ambient = new AsyncLocal<string?> { Value = "of the test" };
        string? seen = "unset";
        using var world = new World(new ServerFilter(_ => seen = ambient.Value));
        world.StartServer(workers: 1);

        await world.Reaches(world.Enqueue(), "Succeeded");

        Assert.Null(seen);
    }

    [Fact]
    public async Task Server_filters_wrap_one_another_in_their_order()
    {
        using var world = new World();
        world.Filters.Add(Noting(world, "outer", 10));
        world.Filters.Add(Noting(world, "inner", 20));
        world.StartServer();

        await world.Reaches(world.Enqueue(), "Succeeded");

        Assert.Equal(["outer in", "inner in", "run", "inner out", "outer out"], world.Records);
    }

    private static ServerFilter Noting(World world, string name, int order) =>
        new(_ => Recorder.Record(world.Key, $"{name} in"), order, _ => Recorder.Record(world.Key, $"{name} out"));
}
