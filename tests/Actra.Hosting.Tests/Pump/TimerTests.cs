using Actra.Approvals;
using Actra.Audit;
using Actra.Model;

namespace Actra.Hosting.Tests;

public class TimerTests
{
    [Fact]
    public async Task A_request_nobody_votes_on_expires_and_its_work_is_moved_away()
    {
        await using var host = await new TestHost().StartAsync();
        var request = await host.ParkAsync();

        await host.PassAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(ApprovalState.Pending, await host.StateAsync(request.Id));

        await host.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(ApprovalState.Expired, await host.StateAsync(request.Id));
        Assert.Equal([$"reject {request.Id}"], host.Mover.Calls);
        Assert.Contains(
            host.Records,
            record =>
                record.ApprovalId == request.Id
                && record is { Kind: AuditKind.StateChange, Detail: "pending -> expired" }
        );
        Assert.Contains(
            host.Records,
            record =>
                record.ApprovalId == request.Id && record is { Kind: AuditKind.Faulted, Detail: "moved away: expired" }
        );
    }

    [Fact]
    public async Task Timers_run_where_no_adapter_can_move_anything()
    {
        await using var host = await new TestHost(withMover: false).StartAsync();
        var request = await host.ParkAsync();

        await host.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(ApprovalState.Expired, await host.StateAsync(request.Id));
    }

    [Fact]
    public async Task Work_that_was_sent_and_not_claimed_is_sent_again()
    {
        await using var host = await new TestHost().StartAsync();
        var request = await host.ApprovedAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Single(host.Mover.Calls);

        await host.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Single(host.Mover.Calls);

        await host.PassAsync(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 2);
        Assert.Equal(ApprovalState.Released, await host.StateAsync(request.Id));
    }

    [Fact]
    public async Task Work_that_is_never_claimed_expires_with_its_grant()
    {
        await using var host = await new TestHost().StartAsync();
        var request = await host.ApprovedAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));

        await host.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal(ApprovalState.Expired, await host.StateAsync(request.Id));
        Assert.Equal($"reject {request.Id}", host.Mover.Calls[^1]);
    }

    [Theory]
    [InlineData(LostLease.Hold, ApprovalState.Held)]
    [InlineData(LostLease.Rerun, ApprovalState.Released)]
    public async Task A_worker_that_vanished_leaves_its_work_to_a_person_or_to_a_rerun(
        LostLease rule,
        ApprovalState then
    )
    {
        await using var host = await new TestHost().StartAsync();
        var request = await host.ApprovedAsync(requirement => requirement with { OnLostLease = rule });
        await host.PassAsync(TimeSpan.FromSeconds(1));
        var claim = new ApprovalCommand.Claim("worker", TimeSpan.FromSeconds(60));
        Assert.True((await host.Store.ChangeAsync(request.Id, claim, CancellationToken.None)).Succeeded);

        await host.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(ApprovalState.Executing, await host.StateAsync(request.Id));

        await host.PassAsync(TimeSpan.FromSeconds(31));
        Assert.Equal(then, await host.StateAsync(request.Id));
    }
}
