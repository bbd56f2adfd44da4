using Hangfire;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;

namespace Actra.Hangfire.Tests.Facts;

public sealed class ParkingFacts
{
    private const string Grant = "Grant";

    [Fact]
    public async Task E03_A_job_parked_from_processing_leaves_its_queue_and_does_not_run()
    {
        using var world = new World(Guard());
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, ParkedState.StateName);
        await Eventually.Holds(() => world.IsIdle("default"), "the queue to be empty");

        Assert.Equal(["Enqueued", "Processing", ParkedState.StateName], world.History(id));
        Assert.Null(world.Monitor.JobDetails(id).ExpireAt);
        Assert.Empty(world.Records);
    }

    [Fact]
    public async Task E03_Of_many_approvals_at_once_one_wins_and_the_handler_runs_once()
    {
        using var world = new World(Guard());
        world.StartServer();
        var id = world.Enqueue();
        await world.Reaches(id, ParkedState.StateName);

        var wins = await AtOnce(8, _ => Approve(world, id));
        await world.Reaches(id, "Succeeded");

        Assert.Equal(1, wins);
        Assert.Single(world.Records);
    }

    [Fact]
    public async Task E03_A_parked_job_that_is_requeued_without_a_grant_is_parked_again()
    {
        using var world = new World(Guard());
        world.StartServer();
        var id = world.Enqueue();
        await world.Reaches(id, ParkedState.StateName);

        Assert.True(world.Client.Requeue(id));
        await Eventually.Holds(
            () => world.History(id).Count(name => name == ParkedState.StateName) == 2,
            "the job to be parked again"
        );

        Assert.Empty(world.Records);
    }

    [Fact]
    public async Task E17_A_job_can_be_parked_from_OnPerforming()
    {
        World? world = null;
        using var made = world = new World(
            new ServerFilter(
                context =>
                {
                    var parked = new BackgroundJobStateChanger(world!.Provider).ChangeState(
                        new StateChangeContext(
                            context.Storage,
                            context.Connection,
                            context.BackgroundJob.Id,
                            new ParkedState(),
                            "Processing"
                        )
                    );
                    Assert.Equal(ParkedState.StateName, parked.Name);
                    throw new JobAbortedException();
                },
                order: int.MaxValue
            )
        );
        world.StartServer();

        var id = world.Enqueue();
        await world.Reaches(id, ParkedState.StateName);
        await Eventually.Holds(() => world.IsIdle("default"), "the queue to be empty");

        Assert.Equal(ParkedState.StateName, world.StateName(id));
        Assert.Empty(world.Records);
    }

    [Fact]
    public async Task E25_The_queue_to_come_back_to_is_known_while_the_job_is_enqueued()
    {
        var queues = new System.Collections.Concurrent.ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var world = new World(
            new ElectFilter(context =>
            {
                if (context.CandidateState is ProcessingState)
                {
                    queues[context.BackgroundJob.Id] = context.Connection.GetStateData(context.BackgroundJob.Id).Data[
                        "Queue"
                    ];
                }
            })
        );
        world.StartServer(workers: 2, "default", "attributed", "critical");

        var plain = world.Enqueue();
        var attributed = world.Client.Enqueue<Handlers>(x => x.RunOnAttributedQueue(world.Key));
        var named = world.Client.Enqueue<Handlers>("critical", x => x.Run(world.Key));
        await Eventually.Holds(() => world.Records.Count == 3, "three runs");

        Assert.Equal("default", queues[plain]);
        Assert.Equal("attributed", queues[attributed]);
        Assert.Equal("critical", queues[named]);
    }

    [Fact]
    public async Task E25_A_parked_job_comes_back_to_the_queue_that_it_is_given()
    {
        using var world = new World(Guard());
        world.StartServer(workers: 2, "critical");
        var id = world.Client.Enqueue<Handlers>("critical", x => x.Run(world.Key));
        await world.Reaches(id, ParkedState.StateName);

        Assert.True(world.Client.ChangeState(id, new GrantingState("critical", "g"), ParkedState.StateName));
        await world.Reaches(id, "Succeeded");

        Assert.Single(world.Records);
    }

    [Fact]
    public void E28_Entries_of_a_set_are_kept_in_the_order_of_their_scores()
    {
        using var world = new World();
        using var connection = (JobStorageConnection)world.Storage.GetConnection();
        using (var transaction = connection.CreateWriteTransaction())
        {
            transaction.AddToSet("actra:parked", "c", 3);
            transaction.AddToSet("actra:parked", "a", 1);
            transaction.AddToSet("actra:parked", "b", 2);
            Assert.Equal(0, connection.GetSetCount("actra:parked"));
            transaction.Commit();
        }

        Assert.Equal(3, connection.GetSetCount("actra:parked"));
        Assert.Equal(["a", "b"], connection.GetRangeFromSet("actra:parked", 0, 1));
        Assert.Equal(3, connection.GetAllItemsFromSet("actra:parked").Count);
    }

    [Fact]
    public async Task E30_Each_parked_job_leaves_its_state_once_however_many_approve_and_delete_it()
    {
        const int jobs = 50;
        using var world = new World(Guard());
        world.StartServer(workers: 5);
        var ids = Enumerable.Range(0, jobs).Select(_ => world.Client.Enqueue<Handlers>(x => x.Run(world.Key))).ToList();
        foreach (var id in ids)
        {
            await world.Reaches(id, ParkedState.StateName);
        }

        var wins = await AtOnce(
            jobs * 6,
            i => i % 6 < 4 ? Approve(world, ids[i / 6]) : world.Client.Delete(ids[i / 6], ParkedState.StateName)
        );
        await Eventually.Holds(
            () => ids.TrueForAll(id => world.StateName(id) is "Succeeded" or "Deleted"),
            "every job to be finished"
        );

        Assert.Equal(jobs, wins);
        Assert.Equal(ids.Count(id => world.StateName(id) == "Succeeded"), world.Records.Count);
    }

    [Fact]
    public async Task E36_A_grant_written_in_the_election_is_never_left_on_a_job_that_was_rejected()
    {
        const int jobs = 60;
        using var world = new World(Guard());
        world.StartServer(workers: 5);
        var ids = Enumerable.Range(0, jobs).Select(_ => world.Client.Enqueue<Handlers>(x => x.Run(world.Key))).ToList();
        foreach (var id in ids)
        {
            await world.Reaches(id, ParkedState.StateName);
        }

        var wins = await AtOnce(
            jobs * 2,
            i =>
                i % 2 == 0
                    ? Approve(world, ids[i / 2])
                    : world.Client.ChangeState(ids[i / 2], new NamedFailedState(), ParkedState.StateName)
        );
        await Eventually.Holds(
            () => ids.TrueForAll(id => world.StateName(id) is "Succeeded" or "Failed"),
            "every job to be finished"
        );

        var rejected = ids.FindAll(id => world.StateName(id) == "Failed");
        Assert.Equal(jobs, wins);
        Assert.Equal(jobs - rejected.Count, world.Records.Count);
        Assert.All(rejected, id => Assert.Null(world.Read(c => c.GetJobParameter(id, Grant))));
    }

    [Fact]
    public async Task E36_A_rejected_job_that_is_requeued_comes_back_to_the_guard()
    {
        using var world = new World(Guard());
        world.StartServer();
        var id = world.Enqueue();
        await world.Reaches(id, ParkedState.StateName);
        Assert.True(world.Client.ChangeState(id, new NamedFailedState(), ParkedState.StateName));

        Assert.True(world.Client.Requeue(id));
        await world.Reaches(id, ParkedState.StateName);

        Assert.Empty(world.Records);
    }

    /// <summary>Parks what has no grant; writes the grant under the job's lock when it is enqueued with one.</summary>
    private static ElectFilter Guard() =>
        new(
            context =>
            {
                if (context is { CurrentState: ParkedState.StateName, CandidateState: GrantingState granting })
                {
                    context.SetJobParameter(Grant, granting.Grant);
                }
                else if (context.CandidateState is ProcessingState && context.GetJobParameter<string>(Grant) == null)
                {
                    context.CandidateState = new ParkedState();
                }
            },
            order: 900
        );

    private static bool Approve(World world, string id) =>
        world.Client.ChangeState(id, new GrantingState("default", "granted"), ParkedState.StateName);

    private static async Task<int> AtOnce(int count, Func<int, bool> act)
    {
        var wins = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) =>
            {
                await Task.Yield();
                if (act(i))
                {
                    Interlocked.Increment(ref wins);
                }
            }
        );
        return wins;
    }
}
