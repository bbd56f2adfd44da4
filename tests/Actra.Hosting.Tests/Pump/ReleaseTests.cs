using Actra.Approvals;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting.Tests;

public class ReleaseTests
{
    [Fact]
    public async Task Approved_work_is_sent_whole_and_once()
    {
        await using var host = await new TestHost().StartAsync();
        var request = await host.ApprovedAsync();

        await host.PassAsync(TimeSpan.FromSeconds(1));
        await host.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);
        Assert.Equal(request.Work.WorkId, System.Text.Encoding.UTF8.GetString(host.Mover.Envelopes.Single().Body.Span));
        Assert.Equal(ApprovalState.Released, await host.StateAsync(request.Id));
        Assert.Contains(host.Records, record => record.ApprovalId == request.Id && record.Detail!.Contains("released"));
    }

    [Fact]
    public async Task A_vote_in_this_process_wakes_the_pump_at_once()
    {
        await using var host = await new TestHost().StartAsync();
        await host.PassAsync(TimeSpan.Zero);
        var request = await host.ParkAsync();

        await host.Get<IApprovals>().ApproveAsync(request.Id, TestHost.Finance, request.ShownDigest);

        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
    }

    [Fact]
    public async Task A_denial_moves_the_work_away_once()
    {
        await using var host = await new TestHost().StartAsync();
        var request = await host.ParkAsync();

        await host.Get<IApprovals>().DenyAsync(request.Id, TestHost.Finance, request.ShownDigest, "no");
        await host.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal([$"reject {request.Id}"], host.Mover.Calls);
        Assert.Equal(request.Work.WorkId, System.Text.Encoding.UTF8.GetString(host.Mover.Envelopes.Single().Body.Span));
        Assert.Empty(await host.Store.OutboxAsync("payments", WorkKind.Message, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Work_set_aside_goes_back_when_its_time_has_come()
    {
        await using var host = await new TestHost().StartAsync();
        var due = host.Clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        var work = new DeferredWork(
            "d-1",
            "payments",
            WorkKind.Message,
            "refunds",
            TestHost.Envelope("x"),
            due,
            1,
            "down"
        );
        await host.Store.DeferAsync(work, CancellationToken.None);

        await host.PassAsync(TimeSpan.FromSeconds(29));
        Assert.Empty(host.Mover.Calls);

        await host.PassAsync(TimeSpan.FromSeconds(2));
        await host.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["return d-1"], host.Mover.Calls);
    }

    [Fact]
    public async Task Nothing_is_released_before_the_adapter_is_ready()
    {
        await using var host = new TestHost();
        host.Mover.IsReady = false;
        await host.StartAsync();
        var request = await host.ApprovedAsync();

        await host.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(host.Mover.Calls);
        Assert.Equal(ApprovalState.Approved, await host.StateAsync(request.Id));

        host.Mover.IsReady = true;
        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);
    }

    [Fact]
    public async Task Another_services_work_is_left_alone()
    {
        await using var host = await new TestHost(options => options.ServiceName = "invoices").StartAsync();
        var request = await host.ApprovedAsync();

        await host.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Empty(host.Mover.Calls);
        Assert.Equal(ApprovalState.Approved, await host.StateAsync(request.Id));
    }

    [Fact]
    public async Task An_approval_revoked_at_the_last_moment_sends_nothing()
    {
        await using var host = new TestHost();
        var store = new BreakableStore(host.Clock);
        host.Services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(store));
        await host.StartAsync();
        var request = await host.ApprovedAsync();
        store.Meanwhile = () => host.Get<ApprovalService>().RevokeAsync(request.Id, TestHost.Finance, "stop");

        await host.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(ApprovalState.Revoked, await host.StateAsync(request.Id));
        Assert.Equal([$"reject {request.Id}"], host.Mover.Calls);
    }

    [Fact]
    public async Task Two_pumps_on_one_store_send_each_work_once()
    {
        await using var one = await new TestHost().StartAsync();
        await using var two = new TestHost();
        two.Services.Replace(ServiceDescriptor.Singleton(one.Store));
        await two.StartAsync();
        for (var i = 0; i < 200; i++)
        {
            await one.ApprovedAsync();
        }

        one.Get<IReleasePumpSignal>().Wake();
        two.Get<IReleasePumpSignal>().Wake();

        await Eventually.HoldsAsync(() => one.Mover.Calls.Count + two.Mover.Calls.Count >= 200);
        await one.PassAsync(TimeSpan.FromSeconds(1));
        await two.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(200, one.Mover.Calls.Concat(two.Mover.Calls).Distinct().Count());
        Assert.Equal(200, one.Mover.Calls.Count + two.Mover.Calls.Count);
    }

    [Fact]
    public async Task More_than_a_batch_is_sent_without_waiting_for_the_interval()
    {
        await using var host = await new TestHost(options =>
            options.PumpInterval = TimeSpan.FromMinutes(5)
        ).StartAsync();
        await host.PassAsync(TimeSpan.Zero);
        for (var i = 0; i < 350; i++)
        {
            await host.ApprovedAsync();
        }

        host.Get<IReleasePumpSignal>().Wake();

        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 350);
        Assert.Equal(350, host.Mover.Calls.Distinct().Count());
    }
}
