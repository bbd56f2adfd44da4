using Actra.Approvals;
using Actra.Hangfire.Tests.Facts;
using Actra.Resolution;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Guard;

public sealed class ForgeryTests
{
    [Fact]
    public async Task E16_A_caller_cannot_pass_an_actor_of_its_own()
    {
        using var world = new GuardedWorld();
        world.World.StartServer();
        string id;
        using (ActraJobs.As(Actor.User("alice")))
        {
            id = world.Client.Create(
                Job.FromExpression<Payouts>(x => x.Pay(world.Key, 500, "a-1")),
                new EnqueuedState(),
                new Dictionary<string, object>
                {
                    ["Actra.Actor"] = "user:root",
                    ["Actra.Seal"] = "1.cm9vdA.dXNlcg..0.azE.AAAA",
                    ["Actra.Approval"] = "apr_1",
                    ["RecurringJobId"] = "nightly",
                }
            );
        }

        await world.World.Reaches(id, "AwaitingApproval");

        Assert.Equal("user:alice", world.Parameter(id, "Actra.Actor"));
        Assert.Null(world.Parameter(id, "RecurringJobId"));
        Assert.Equal("alice", (await world.RequestOfAsync(id)).Requester.Id);
    }

    [Fact]
    public async Task E16_An_actor_written_into_the_storage_proves_nothing()
    {
        using var world = new GuardedWorld();
        var id = world.Client.Schedule<Payouts>(x => x.Pay(world.Key, 500, "a-1"), TimeSpan.FromHours(1));
        var other = world.Pay(50, by: "root");
        world.SetParameter(id, "Actra.Actor", "user:root");
        world.SetParameter(id, "Actra.Seal", world.Parameter(other, "Actra.Seal"));

        world.World.StartServer();
        world.Requeue(id);
        await world.World.Reaches(id, "Failed");

        Assert.Equal("actor_unverified", world.Data(id, "Actra.Code"));
        Assert.DoesNotContain(world.Runs, run => run.StartsWith("500"));
    }

    [Fact]
    public async Task E16_A_job_without_a_state_is_no_way_to_have_a_forged_actor_sealed()
    {
        using var world = new GuardedWorld();
        var id = world.World.Read(c =>
            c.CreateExpiredJob(
                Job.FromExpression<Payouts>(x => x.Pay(world.Key, 500, "a-1")),
                new Dictionary<string, string> { ["Actra.Actor"] = "\"user:root\"" },
                DateTime.UtcNow,
                TimeSpan.FromHours(1)
            )
        );

        world.Requeue(id);
        Assert.Null(world.Parameter(id, "Actra.Seal"));
        world.World.StartServer();
        await world.World.Reaches(id, "Failed");

        Assert.Equal("actor_unverified", world.Data(id, "Actra.Code"));
    }

    [Theory]
    [InlineData("apr_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("not an id at all")]
    public async Task E16_A_forged_approval_grants_nothing(string forged)
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();

        world.SetParameter(id, "Actra.Approval", forged);
        world.Requeue(id);
        await Eventually.Holds(
            () => world.World.History(id).Count(state => state == "AwaitingApproval") == 2,
            "the job to be parked again"
        );

        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task Another_jobs_approval_grants_nothing()
    {
        using var world = new GuardedWorld();
        var approved = await world.ParkedAsync();
        var forged = world.Pay(500);
        await world.World.Reaches(forged, "AwaitingApproval");
        await world.ApproveAsync(approved);

        world.SetParameter(forged, "Actra.Approval", world.Data(approved, "Actra.ApprovalId"));
        world.Requeue(forged);
        await Eventually.Holds(
            () => world.World.History(forged).Count(state => state == "AwaitingApproval") == 2,
            "the job to be parked again"
        );

        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task A_value_that_is_no_json_counts_as_missing()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();

        world.World.Read(c =>
        {
            c.SetJobParameter(id, "Actra.Deferrals", "{{{");
            c.SetJobParameter(id, "Actra.Approval", "]");
            c.SetJobParameter(id, "RetryCount", "\"many\"");
            return true;
        });
        world.Requeue(id);
        await Eventually.Holds(
            () => world.World.History(id).Count(state => state == "AwaitingApproval") == 2,
            "the job to be parked again"
        );

        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task A_job_of_a_storage_that_is_gone_is_left_to_run_out()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();
        using var other = new GuardedWorld();
        var sameId = await other.ParkedAsync();
        Assert.Equal(id, sameId);

        var request = await world.RequestOfAsync(id);
        await other.Get<Actra.Guard.IWorkMover>().ReleaseAsync(request, null, CancellationToken.None);

        Assert.Equal("AwaitingApproval", other.World.StateName(sameId));
        Assert.Equal(ApprovalState.Pending, (await other.RequestOfAsync(sameId)).State);
    }

    [Fact]
    public async Task Arguments_that_were_edited_while_the_job_was_parked_do_not_run()
    {
        var edited = false;
        using var world = new GuardedWorld(
            filters:
            [
                new ElectFilter(context =>
                {
                    if (Volatile.Read(ref edited) && context.CandidateState is ProcessingState)
                    {
                        ((object[])context.BackgroundJob.Job.Args)[1] = 999_999;
                    }
                }),
            ]
        );
        var id = await world.ParkedAsync();
        await world.StartPumpAsync();

        Volatile.Write(ref edited, true);
        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Failed");

        Assert.Equal("actor_unverified", world.Data(id, "Actra.Code"));
        Assert.Empty(world.Runs);
    }

    [Fact]
    public async Task E36_An_approval_that_was_revoked_runs_nothing()
    {
        using var world = new GuardedWorld();
        var id = await world.ParkedAsync();
        var request = await world.RequestOfAsync(id);
        await world.ApproveAsync(id);
        await world.Get<IApprovals>().RevokeAsync(request.Id, GuardedWorld.Finance);

        world.Requeue(id);
        await world.World.Reaches(id, "Failed");

        Assert.Equal("approval_closed", world.Data(id, "Actra.Code"));
        Assert.Empty(world.Runs);
    }
}
