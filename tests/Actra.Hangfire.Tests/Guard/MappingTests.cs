using Actra.Hangfire.Tests.Facts;
using Hangfire;
using Hangfire.Common;

namespace Actra.Hangfire.Tests.Guard;

public sealed class MappingTests
{
    [Fact]
    public async Task An_allowed_job_runs_once()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Pay(50);
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["50 to a-1"], world.Runs);
        Assert.Equal(["Enqueued", "Processing", "Succeeded"], world.World.History(id));
        await Eventually.Holds(() => world.Records.Any(r => r.Effect == "allow"), "the decision to be recorded");
        var record = world.Records.Single(r => r.Effect == "allow");
        Assert.Equal(
            ("payout", "small", "alice", "signed"),
            (record.Action, record.Rule, record.Actor, record.ActorSource)
        );
    }

    [Fact]
    public async Task A_job_can_ask_for_its_decision()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Client.Enqueue<Payouts>(x => x.PayWithContext(world.Key, 50, null!));
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["50 small False"], world.Runs);
    }

    [Fact]
    public async Task A_job_without_a_mark_is_blocked_by_default()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.World.Enqueue();
        await world.World.Reaches(id, "Failed");

        Assert.Equal("not_mapped", world.Data(id, "Actra.Code"));
        Assert.Contains(world.Records, r => r.Detail == "not_mapped");
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task A_job_without_a_mark_runs_where_the_host_says_so()
    {
        using var world = new GuardedWorld(o => o.UnmappedJobs = UnmappedJobs.Allow);
        world.World.StartServer();

        await world.World.Reaches(world.World.Enqueue(), "Succeeded");
    }

    [Fact]
    public async Task An_exempt_job_passes()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Client.Enqueue<Payouts>(x => x.Nothing(world.Key));
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["nothing"], world.Runs);
        Assert.DoesNotContain(world.Records, r => r.Kind == Audit.AuditKind.Decision);
    }

    [Fact]
    public async Task E33_The_marks_of_the_method_that_runs_count()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Client.Enqueue<DerivedPayouts>(x => x.Pay(world.Key, 5000, "frozen"));
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["derived 5000"], world.Runs);
    }

    [Fact]
    public async Task E33_The_marks_of_a_base_declaration_hold_for_a_derived_type()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Client.Enqueue<DerivedPayouts>(x => x.PayInVain(world.Key, 5000));
        await world.World.Reaches(id, "Failed");

        Assert.Equal("actor_unverified", world.Data(id, "Actra.Code"));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task A_method_that_lacks_a_field_of_its_action_is_blocked_and_says_which()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();

        var id = world.Client.Enqueue<Payouts>(x => x.PayWithoutAmount(world.Key));
        await world.World.Reaches(id, "Failed");

        Assert.Equal("input_error", world.Data(id, "Actra.Code"));
        Assert.Contains("`amount`", world.Data(id, "Actra.Reason"));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task A_method_that_anybody_could_name_is_blocked()
    {
        using var world = new GuardedWorld();
        var id = world.World.Read(c =>
            c.CreateExpiredJob(
                new Job(typeof(string), typeof(string).GetMethod(nameof(string.Trim), [])!),
                new Dictionary<string, string>(),
                DateTime.UtcNow,
                TimeSpan.FromHours(1)
            )
        );
        world.World.StartServer();

        world.Requeue(id);
        await world.World.Reaches(id, "Failed");

        Assert.Equal("not_mapped", world.Data(id, "Actra.Code"));
    }
}
