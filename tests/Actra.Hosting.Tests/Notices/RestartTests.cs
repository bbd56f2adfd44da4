using Actra.Approvals;

namespace Actra.Hosting.Tests;

/// <summary>What was stored with a change is told, whatever becomes of the process in between.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly string _folder = Directory.CreateTempSubdirectory("actra-notices-").FullName;
    private readonly Receiver _receiver = new();

    [Fact]
    public async Task A_host_that_stops_before_it_has_told_anybody_is_followed_by_one_that_does()
    {
        ApprovalRequest request;
        await using (var host = await StartAsync())
        {
            // No clock goes on and nothing wakes it: it ends before it has looked.
            request = await host.ParkAsync();
        }

        Assert.Empty(_receiver.All);
        await using var next = await StartAsync();
        await Eventually.HoldsAsync(() => _receiver.All.Count == 1);
        Assert.Equal($"{request.Id}_1_approval_requested", _receiver.All[0].Id);
        Assert.True(_receiver.All[0].IsFor(new WebhookVerifier([Secret], clock: next.Clock)));
    }

    [Fact]
    public async Task A_host_that_stops_while_it_tells_gives_the_notice_back_at_once()
    {
        var patience = new TaskCompletionSource();
        _receiver.Patience = patience.Task;
        var desk = new RecordingNotifier();
        await using (var host = await StartAsync(desk))
        {
            await host.ParkAsync();
            host.Get<IReleasePumpSignal>().Wake();
            await Eventually.HoldsAsync(() => _receiver.All.Count == 1 && desk.Told.Count == 1);
        }

        patience.SetResult();
        await using var next = await StartAsync(desk);
        await Eventually.HoldsAsync(() => _receiver.All.Count == 2);
        Assert.Single(_receiver.All.Select(received => received.Id).Distinct());
        Assert.Single(desk.Told);
    }

    [Fact]
    public async Task A_host_that_dies_while_it_tells_is_followed_by_one_that_tells_when_its_lease_is_over()
    {
        await using (var host = await StartAsync())
        {
            await host.ParkAsync();

            // What a process has taken that is gone now.
            var now = host.Clock.GetUtcNow();
            Assert.Single(await host.Store.Notices!.TakeAsync("payments", now, TimeSpan.FromMinutes(2), 10, default));
        }

        await using var next = await StartAsync();
        await next.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(_receiver.All);

        await Eventually.HoldsAsync(async () =>
        {
            await next.PassAsync(TimeSpan.FromMinutes(1));
            return _receiver.All.Count == 1;
        });
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<TestHost> StartAsync(IApprovalNotifier? notifier = null)
    {
        var host = new TestHost().UseSqlite(_folder);
        host.Actra.AddWebhook("ops", _receiver.Address, Secret);
        if (notifier is not null)
        {
            host.Actra.AddNotifier(notifier);
        }

        return host.StartAsync();
    }
}
