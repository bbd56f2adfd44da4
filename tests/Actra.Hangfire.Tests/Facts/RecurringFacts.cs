using System.Collections.Concurrent;
using Hangfire;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

public sealed class RecurringFacts
{
    private const string Id = "nightly";
    private const string EverySecond = "* * * * * *";

    [Fact]
    public async Task E07_An_occurrence_is_created_without_a_state_and_then_offered_as_enqueued()
    {
        var creations = new ConcurrentQueue<(bool Stateless, string? RecurringId, bool HasTime)>();
        var reasons = new ConcurrentQueue<string>();
        using var world = new World(
            new ClientFilter(context =>
                creations.Enqueue(
                    (
                        context.InitialState == null,
                        context.GetJobParameter<string>("RecurringJobId"),
                        context.Parameters.ContainsKey("Time")
                    )
                )
            ),
            new ElectFilter(context =>
            {
                if (context is { CurrentState: null, CandidateState: EnqueuedState enqueued })
                {
                    reasons.Enqueue(enqueued.Reason);
                }
            })
        );
        world.Recurring.AddOrUpdate<Handlers>(Id, x => x.Run(world.Key), EverySecond);
        Assert.Empty(creations);

        world.StartServer();
        await Eventually.Holds(() => world.Records.Count > 0, "an occurrence to run");

        Assert.Equal((true, Id, true), creations.First());
        Assert.Equal("Triggered by recurring job scheduler", reasons.First());
    }

    [Fact]
    public void E08_A_trigger_by_hand_is_told_apart_by_its_reason()
    {
        using var world = new World();
        world.Recurring.AddOrUpdate<Handlers>(Id, x => x.Run(world.Key), Cron.Yearly());

        var jobId = world.Recurring.TriggerJob(Id);

        Assert.Equal("Triggered using recurring job manager", world.State(jobId)!.Reason);
        Assert.Equal(jobId, world.RecurringJob(Id).LastJobId);
    }

    [Fact]
    public async Task E08_A_canceled_occurrence_is_skipped_and_the_schedule_goes_on()
    {
        var canceled = 0;
        using var world = new World(
            new ClientFilter(context =>
            {
                Interlocked.Increment(ref canceled);
                context.Canceled = true;
            })
        );
        world.Recurring.AddOrUpdate<Handlers>(Id, x => x.Run(world.Key), EverySecond);

        world.StartServer();
        await Eventually.Holds(() => Volatile.Read(ref canceled) >= 2, "two occurrences to be canceled");
        await Eventually.Holds(() => world.RecurringJob(Id).LastExecution != null, "the occurrence to be recorded");

        var recurring = world.RecurringJob(Id);
        Assert.Null(recurring.LastJobId);
        Assert.Null(recurring.Error);
        Assert.Equal(0, recurring.RetryAttempt);
        Assert.NotNull(recurring.NextExecution);
        Assert.Empty(world.Records);
    }

    [Fact]
    public async Task E08_A_filter_that_throws_disables_a_recurring_job_after_a_few_attempts()
    {
        using var world = new World(new ClientFilter(_ => throw new InvalidOperationException("no")));
        world.Recurring.AddOrUpdate<Handlers>(Id, x => x.Run(world.Key), EverySecond);

        world.StartServer();
        await Eventually.Holds(() => world.RecurringJob(Id).NextExecution == null, "the recurring job to be disabled");

        var recurring = world.RecurringJob(Id);
        Assert.Equal(5, recurring.RetryAttempt);
        Assert.NotNull(recurring.Error);
    }

    [Fact]
    public void E32_A_field_added_to_the_hash_of_a_recurring_job_outlives_its_update_and_goes_with_it()
    {
        string? seen = null;
        using var world = new World(
            new ClientFilter(context =>
                seen = context.Connection.GetAllEntriesFromHash($"recurring-job:{Id}")["Actra.Owner"]
            )
        );
        world.Recurring.AddOrUpdate<Handlers>(Id, x => x.Run(world.Key), Cron.Yearly());
        world.Read(c =>
        {
            c.SetRangeInHash($"recurring-job:{Id}", [new("Actra.Owner", "svc:billing")]);
            return true;
        });

        world.Recurring.AddOrUpdate<Handlers>(Id, x => x.RunAs(world.Key, "again"), Cron.Monthly());
        world.Recurring.TriggerJob(Id);
        Assert.Equal("svc:billing", seen);

        world.Recurring.RemoveIfExists(Id);
        Assert.Null(world.Read(c => c.GetAllEntriesFromHash($"recurring-job:{Id}")));
    }

    [Fact]
    public void AddOrUpdate_asks_no_filter()
    {
        var asked = 0;
        using var world = new World(new ClientFilter(_ => asked++), new ElectFilter(_ => asked++));

        world.Recurring.AddOrUpdate<Handlers>(Id, x => x.Run(world.Key), Cron.Daily());

        Assert.Equal(0, asked);
    }
}
