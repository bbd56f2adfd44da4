using Actra.Approvals;
using Actra.Hangfire.Tests.Facts;
using Actra.Resolution;
using Hangfire;

namespace Actra.Hangfire.Tests.Guard;

public sealed class RecurringTests
{
    private const string Id = "nightly";
    private const string EverySecond = "* * * * * *";

    [Fact]
    public async Task An_occurrence_without_an_owner_has_no_actor_and_is_judged_as_such()
    {
        using var world = new GuardedWorld();
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 500, "a-1"), Cron.Yearly());
        world.World.StartServer();

        var id = world.World.Recurring.TriggerJob(Id);
        await world.World.Reaches(id, "Failed");

        Assert.Equal("actor_unverified", world.Data(id, "Actra.Code"));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E32_An_occurrence_runs_on_behalf_of_its_owner()
    {
        using var world = new GuardedWorld();
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 500, "a-1"), Cron.Yearly());
        world.Get<RecurringJobOwners>().Set(Id, Actor.Service("billing"));
        world.World.StartServer();
        await world.StartPumpAsync();

        var id = world.World.Recurring.TriggerJob(Id);
        await world.World.Reaches(id, "AwaitingApproval");
        var requester = (await world.RequestOfAsync(id)).Requester;
        Assert.Equal(("billing", "service", ActorSource.Signed), (requester.Id, requester.Type, requester.Source));

        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Succeeded");
        Assert.Equal(["500 to a-1"], world.Runs);
    }

    [Fact]
    public async Task E32_An_owner_does_not_speak_for_other_arguments()
    {
        using var world = new GuardedWorld();
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 500, "a-1"), Cron.Yearly());
        world.Get<RecurringJobOwners>().Set(Id, Actor.Service("billing"));
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 501, "a-1"), Cron.Yearly());
        world.World.StartServer();

        var id = world.World.Recurring.TriggerJob(Id);
        await world.World.Reaches(id, "Failed");

        Assert.Equal("actor_unverified", world.Data(id, "Actra.Code"));
    }

    [Fact]
    public async Task Whoever_triggers_an_occurrence_is_its_actor_and_the_owner_is_noted()
    {
        using var world = new GuardedWorld();
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 500, "a-1"), Cron.Yearly());
        world.Get<RecurringJobOwners>().Set(Id, Actor.Service("billing"));
        world.World.StartServer();

        string id;
        using (ActraJobs.As(Actor.User("bob")))
        {
            id = world.World.Recurring.TriggerJob(Id);
        }

        await world.World.Reaches(id, "AwaitingApproval");

        Assert.Equal("bob", (await world.RequestOfAsync(id)).Requester.Id);
        Assert.Equal("service:billing", world.Parameter(id, "Actra.Owner"));
    }

    [Fact]
    public async Task E31_While_one_occurrence_is_parked_the_next_are_skipped_and_the_schedule_stays_healthy()
    {
        using var world = new GuardedWorld(o => o.RecurringOwner = id => Actor.System("schedule:" + id));
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 500, "a-1"), EverySecond);
        world.World.StartServer();
        await world.StartPumpAsync();

        await Eventually.Holds(() => Skipped(world) >= 2, "two occurrences to be skipped");
        var parked = Assert.Single(world.World.Read(c => c.GetAllItemsFromSet("actra:parked")));
        var recurring = world.World.RecurringJob(Id);
        Assert.Null(recurring.Error);
        Assert.Equal(0, recurring.RetryAttempt);
        Assert.NotNull(recurring.NextExecution);
        Assert.Equal("schedule:" + Id, (await world.RequestOfAsync(parked)).Requester.Id);

        await world.ApproveAsync(parked);
        await world.World.Reaches(parked, "Succeeded");
        await Eventually.Holds(
            () => world.World.Read(c => c.GetAllItemsFromSet("actra:parked")).Any(id => id != parked),
            "a later occurrence to be parked"
        );
    }

    [Fact]
    public async Task E22_Every_occurrence_is_parked_where_the_host_says_so()
    {
        using var world = new GuardedWorld(o =>
        {
            o.RecurringOwner = id => Actor.System(id);
            o.SkipWhileParked = false;
        });
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 500, "a-1"), EverySecond);
        world.World.StartServer();

        await Eventually.Holds(
            () => world.World.Read(c => c.GetAllItemsFromSet("actra:parked")).Count >= 2,
            "two parked occurrences"
        );
    }

    [Fact]
    public async Task E08_An_actor_that_cannot_be_named_does_not_disable_a_recurring_job()
    {
        using var world = new GuardedWorld(o => o.CurrentActor = _ => throw new InvalidOperationException("no"));
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 50, "a-1"), EverySecond);
        world.World.StartServer();

        await Eventually.Holds(() => world.Runs.Count >= 2, "two occurrences to run");

        var recurring = world.World.RecurringJob(Id);
        Assert.Equal(0, recurring.RetryAttempt);
        Assert.NotNull(recurring.NextExecution);
    }

    [Fact]
    public async Task The_recurring_job_is_a_fact_that_a_policy_can_read()
    {
        const string policy = """
            version: 2
            default: block
            rules:
              - { id: nightly, scope: { action: payout }, when: { subject: { domain: snapshot, field: source }, operator: equals, value: { literal: nightly } }, effect: allow }
            """;
        using var world = new GuardedWorld(host: o => o.Policy.FromStrings(GuardedWorld.Schema, policy));
        world.World.Recurring.AddOrUpdate<Payouts>(Id, x => x.Pay(world.Key, 50, "a-1"), Cron.Yearly());
        world.World.StartServer();

        await world.World.Reaches(world.World.Recurring.TriggerJob(Id), "Succeeded");
        await world.World.Reaches(world.Pay(50), "Failed");
    }

    private static int Skipped(GuardedWorld world) => world.Records.Count(r => r.Detail == "occurrence_skipped");
}
