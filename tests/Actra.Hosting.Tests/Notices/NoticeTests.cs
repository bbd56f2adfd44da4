using Actra.Approvals;
using Actra.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting.Tests;

public class NoticeTests
{
    private readonly RecordingNotifier _desk = new();
    private readonly RecordingNotifier _mail = new("mail");

    [Fact]
    public async Task Everybody_is_told_once_of_all_that_happens_to_a_request()
    {
        await using var host = await StartAsync(_desk, _mail);
        var request = await ParkAsync(host);
        await host.Get<IApprovals>().DenyAsync(request.Id, TestHost.Finance, request.ShownDigest, "not today");

        await Eventually.HoldsAsync(() => _desk.Told.Count == 2 && _mail.Told.Count == 2);

        Assert.Equal(["approval.denied", "approval.requested"], _desk.Events.Order());
        var denial = _mail.Told.Single(notice => notice.Event == "approval.denied");
        Assert.Equal((request.Id, "fin", "not today"), (denial.ApprovalId, denial.By, denial.Comment));
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync("actra-notices")).Status);
        Assert.Equal(4, _desk.Attempts + _mail.Attempts);
    }

    [Fact]
    public async Task One_that_fails_is_told_again_and_the_others_are_not()
    {
        _mail.Problem = new IOException("no route to the mail server");
        await using var host = await StartAsync(_desk, _mail);
        await ParkAsync(host);
        await Eventually.HoldsAsync(() => _mail.Attempts == 1 && _desk.Told.Count == 1);
        var health = await EventuallyHealthAsync(host, HealthStatus.Degraded);
        Assert.Contains("`mail` has not been told since 2026-", health.Description);
        Assert.Contains("no route to the mail server", health.Description);

        _mail.Problem = null;
        await PassUntilAsync(host, TimeSpan.FromSeconds(10), () => _mail.Told.Count == 1);

        Assert.Equal((1, 1), (_desk.Attempts, _desk.Told.Count));
        Assert.Equal("everybody was told", (await EventuallyHealthAsync(host, HealthStatus.Healthy)).Description);
    }

    [Fact]
    public async Task A_notice_that_nobody_takes_becomes_a_dead_letter_and_a_person_replays_it()
    {
        _desk.Problem = new IOException("gone fishing");
        await using var host = await StartAsync(Impatient, _desk, _mail);
        var request = await ParkAsync(host);

        await PassUntilAsync(host, TimeSpan.FromSeconds(15), () => host.Logs.Has(5402));
        var dead = Assert.Single(await host.Get<INotices>().DeadAsync());
        Assert.Equal((request.Id, 3, "desk: gone fishing"), (dead.Notice.ApprovalId, dead.Attempts, dead.Error));
        Assert.Equal(["mail"], dead.DeliveredTo);
        Assert.Contains("dead letters: 1", (await host.HealthAsync("actra-notices")).Description);
        await host.PassAsync(TimeSpan.FromMinutes(30));
        await host.PassAsync(TimeSpan.Zero);
        Assert.Equal(3, _desk.Attempts);

        _desk.Problem = null;
        Assert.True(await host.Get<INotices>().ReplayAsync(dead.Notice.Id));
        await Eventually.HoldsAsync(() => _desk.Told.Count == 1);

        Assert.Single(_mail.Told);
        Assert.False(await host.Get<INotices>().ReplayAsync(dead.Notice.Id));
        Assert.Empty(await host.Get<INotices>().DeadAsync());
    }

    [Fact]
    public async Task One_who_says_that_trying_is_of_no_use_is_not_asked_again()
    {
        _desk.Problem = new NotDeliveredException("no such desk") { GiveUp = true };
        await using var host = await StartAsync(_desk);
        await ParkAsync(host);

        await Eventually.HoldsAsync(() => host.Logs.Has(5402));

        Assert.Equal(1, Assert.Single(await host.Get<INotices>().DeadAsync()).Attempts);
    }

    [Fact]
    public async Task One_who_says_when_to_come_back_is_left_alone_until_then()
    {
        _desk.Problem = new NotDeliveredException("busy") { RetryAfter = TimeSpan.FromMinutes(30) };
        await using var host = await StartAsync(_desk);
        await ParkAsync(host);
        await Eventually.HoldsAsync(() => host.Logs.Has(5401));
        _desk.Problem = null;

        await host.PassAsync(TimeSpan.FromMinutes(29));
        await host.PassAsync(TimeSpan.Zero);
        Assert.Equal(1, _desk.Attempts);

        await PassUntilAsync(host, TimeSpan.FromMinutes(1), () => _desk.Told.Count == 1);
    }

    [Fact]
    public async Task One_who_asks_for_too_much_patience_gets_a_day()
    {
        _desk.Problem = new NotDeliveredException("come back next year") { RetryAfter = TimeSpan.FromDays(365) };
        await using var host = await StartAsync(o => o.PumpInterval = TimeSpan.FromMinutes(5), _desk);
        await ParkAsync(host);
        await Eventually.HoldsAsync(() => host.Logs.Has(5401));
        _desk.Problem = null;

        await PassUntilAsync(host, TimeSpan.FromDays(1), () => _desk.Events.Contains("approval.requested"));

        Assert.InRange(
            host.Clock.GetUtcNow() - new ManualTimeProvider().GetUtcNow(),
            TimeSpan.Zero,
            TimeSpan.FromDays(30)
        );
    }

    [Fact]
    public async Task One_that_hangs_keeps_neither_work_nor_other_notices_waiting()
    {
        var never = new TaskCompletionSource();
        _desk.Hangs = never.Task;
        await using var host = await StartAsync(_desk, _mail);
        var stuck = await ParkAsync(host);
        await Eventually.HoldsAsync(() => _desk.Attempts == 1);

        var request = await host.ApprovedAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);
        await Eventually.HoldsAsync(() =>
            _mail.Told.Any(n => n.ApprovalId == request.Id && n.Event == "approval.approved")
        );

        await PassUntilAsync(host, TimeSpan.FromSeconds(31), () => host.Logs.Has(5401));
        Assert.Contains("not done within 00:00:30", (await host.HealthAsync("actra-notices")).Description);
        Assert.Contains(_mail.Told, notice => notice.ApprovalId == stuck.Id);
        never.SetResult();
    }

    [Fact]
    public async Task A_store_that_is_down_is_said_and_nothing_is_lost()
    {
        await using var host = new TestHost();
        var store = new BreakableStore(host.Clock, keepsNotices: true);
        host.Services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(store));
        host.Actra.AddNotifier(_desk);
        await host.StartAsync();
        await host.ParkAsync();
        store.Problem = "disk full";
        await PassUntilAsync(host, TimeSpan.FromSeconds(1), () => host.Logs.Has(5403));
        Assert.Empty(_desk.Told);

        store.Problem = null;
        await PassUntilAsync(host, TimeSpan.FromSeconds(1), () => _desk.Told.Count == 1);
    }

    [Fact]
    public async Task Where_nobody_wants_to_be_told_no_notices_are_kept()
    {
        await using var host = await new TestHost().StartAsync();
        await ParkAsync(host);

        var kept = await host.Store.Notices!.TakeAsync(
            "payments",
            host.Clock.GetUtcNow(),
            TimeSpan.FromMinutes(1),
            10,
            default
        );

        Assert.Empty(kept);
        Assert.Equal("nobody is to be told", (await host.HealthAsync("actra-notices")).Description);
    }

    [Fact]
    public async Task A_notifier_may_ask_for_approvals()
    {
        await using var host = new TestHost();
        host.Actra.AddNotifier<Curious>();
        await host.StartAsync();
        var request = await ParkAsync(host);

        await Eventually.HoldsAsync(() =>
            Curious.Seen.TryGetValue(request.Id, out var state) && state == ApprovalState.Pending
        );
    }

    private static async Task<ApprovalRequest> ParkAsync(TestHost host)
    {
        var request = await host.ParkAsync();
        host.Get<IReleasePumpSignal>().Wake();
        return request;
    }

    private static void Impatient(ActraOptions options)
    {
        options.Notices.Attempts = 3;
        options.Notices.LongestRetry = TimeSpan.FromSeconds(10);
    }

    private static Task<TestHost> StartAsync(params RecordingNotifier[] notifiers) => StartAsync(_ => { }, notifiers);

    private static async Task<TestHost> StartAsync(Action<ActraOptions> configure, params RecordingNotifier[] notifiers)
    {
        var host = new TestHost(configure);
        foreach (var notifier in notifiers)
        {
            host.Actra.AddNotifier(notifier);
        }

        return await host.StartAsync();
    }

    /// <summary>Lets time pass, again and again, until it has come about.</summary>
    private static Task PassUntilAsync(TestHost host, TimeSpan step, Func<bool> condition) =>
        Eventually.HoldsAsync(async () =>
        {
            await host.PassAsync(step);
            return condition();
        });

    private static async Task<HealthReportEntry> EventuallyHealthAsync(TestHost host, HealthStatus status)
    {
        await Eventually.HoldsAsync(async () => (await host.HealthAsync("actra-notices")).Status == status);
        return await host.HealthAsync("actra-notices");
    }

    private sealed class Curious(IApprovals approvals) : IApprovalNotifier
    {
        public static System.Collections.Concurrent.ConcurrentDictionary<string, ApprovalState> Seen { get; } = new();

        public string Name => "curious";

        public async ValueTask NotifyAsync(ApprovalNotice notice, CancellationToken ct) =>
            Seen[notice.ApprovalId] = (await approvals.GetAsync(notice.ApprovalId, ct))!.State;
    }
}
