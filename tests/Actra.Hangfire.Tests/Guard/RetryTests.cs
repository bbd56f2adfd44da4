using Actra.Approvals;
using Actra.Hangfire.Tests.Facts;
using Actra.Resolution;
using Hangfire;

namespace Actra.Hangfire.Tests.Guard;

public sealed class RetryTests
{
    [Fact]
    public async Task E18_Retries_of_an_approved_job_stay_covered()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();
        await world.StartPumpAsync();
        string id;
        using (ActraJobs.As(Actor.User("alice")))
        {
            id = world.Client.Enqueue<Payouts>(x => x.PayAtThirdAttempt(world.Key, 500));
        }

        await world.World.Reaches(id, "AwaitingApproval");
        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Succeeded");

        Assert.Equal(["500", "500", "500"], world.Runs);
        var request = (await world.Get<IApprovals>().ListAsync()).Single();
        Assert.Equal((ApprovalState.Executed, 1), (request.State, request.Votes.Count));
    }

    [Fact]
    public async Task An_approved_job_that_fails_for_good_says_so_and_a_requeue_waits_for_a_person()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();
        await world.StartPumpAsync();
        string id;
        using (ActraJobs.As(Actor.User("alice")))
        {
            id = world.Client.Enqueue<Payouts>(x => x.PayInVain(world.Key, 500));
        }

        await world.World.Reaches(id, "AwaitingApproval");
        var request = await world.RequestOfAsync(id);
        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Failed");
        var failed = await world.Get<IApprovals>().GetAsync(request.Id);
        Assert.Equal(ApprovalState.Failed, failed!.State);
        Assert.Contains("out of order", failed.StateReason);

        world.Requeue(id);
        await world.World.Reaches(id, "AwaitingApproval");
        Assert.Single(world.Runs);

        await world.Get<IApprovals>().ReplayAsync(request.Id, GuardedWorld.Finance);
        await Eventually.Holds(() => world.Runs.Count == 2, "the replay");
    }

    [Fact]
    public async Task A_requeued_job_that_waits_for_its_replay_is_moved_when_the_grant_is_taken_back()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();
        await world.StartPumpAsync();
        string id;
        using (ActraJobs.As(Actor.User("alice")))
        {
            id = world.Client.Enqueue<Payouts>(x => x.PayInVain(world.Key, 500));
        }

        await world.World.Reaches(id, "AwaitingApproval");
        var request = await world.RequestOfAsync(id);
        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Failed");
        world.Requeue(id);
        await world.World.Reaches(id, "AwaitingApproval");

        await world.Get<IApprovals>().RevokeAsync(request.Id, GuardedWorld.Finance);

        await world.World.Reaches(id, "Failed");
        Assert.Equal("approval_closed", world.Data(id, "Actra.Code"));
        Assert.Single(world.Runs);
    }

    [Fact]
    public async Task The_attempt_is_a_fact_that_a_policy_can_read()
    {
        const string policy = """
            version: 2
            default: block
            rules:
              - { id: once, scope: { action: payout }, when: { subject: { domain: snapshot, field: attempt }, operator: less_than, value: { literal: 2 } }, effect: allow }
              - { id: again, scope: { action: payout }, effect: block, reason: "one attempt is enough" }
            """;
        using var world = new GuardedWorld(host: o => o.Policy.FromStrings(GuardedWorld.Schema, policy));
        world.World.StartServer();

        var id = world.Client.Enqueue<Payouts>(x => x.PayAtThirdAttempt(world.Key, 1));
        await world.World.Reaches(id, "Failed");

        Assert.Equal("again", world.Data(id, "Actra.Rule"));
        Assert.Single(world.Runs);
    }
}
