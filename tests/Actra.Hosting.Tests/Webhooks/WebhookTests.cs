using Actra.Approvals;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting.Tests;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OldSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBka";

    private readonly Receiver _receiver = new();

    [Fact]
    public async Task An_endpoint_gets_what_an_approver_needs_and_can_tell_who_sent_it()
    {
        await using var host = await StartAsync();
        var request = await ParkAsync(host);
        await Eventually.HoldsAsync(() => _receiver.All.Count == 1);

        var received = _receiver.All[0];
        Assert.Equal(("POST", "/hook"), (received.Method, received.Path));
        Assert.Equal("application/json", received.Headers["Content-Type"]);
        Assert.True(received.IsFor(new WebhookVerifier([Secret], clock: host.Clock)));
        Assert.False(received.IsFor(new WebhookVerifier([OldSecret], clock: host.Clock)));
        Assert.Equal($"{request.Id}_1_approval_requested", received.Id);
        Assert.Equal(
            $$$"""{"type":"approval.requested","timestamp":"2026-01-01T00:00:00Z","data":{"approval_id":"{{{request.Id}}}","state":"pending","service":"payments","work":{"kind":"message","endpoint":"refunds","id":"message-1"},"requester":{"id":"ada","type":"user","verified":true},"asked":[{"action":"refund","rule":"refund-large","reason":"large","fields":{},"groups":[{"roles":["finance"],"count":1}],"comment_required":false}],"by":"ada","expires_at":"2026-01-01T01:00:00Z","shown_digest":"{{{request.ShownDigest}}}"}}""",
            received.Text
        );
    }

    [Fact]
    public async Task Events_that_need_nobodys_attention_are_not_sent_unless_asked_for()
    {
        await using var other = new Receiver();
        await using var host = new TestHost();
        host.Actra.AddWebhook("usual", _receiver.Address, Secret)
            .AddWebhook(
                "queues",
                other.Address,
                Secret,
                o =>
                {
                    o.Events.Clear();
                    o.Events.Add("approval.released");
                }
            );
        await host.StartAsync();
        await host.ApprovedAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));

        await Eventually.HoldsAsync(() => other.All.Count == 1 && _receiver.All.Count == 2);
        Assert.Equal("approval.released", other.All[0].Event);
        Assert.Equal(["approval.approved", "approval.requested"], _receiver.All.Select(r => r.Event).Order());
    }

    [Fact]
    public async Task What_failed_is_sent_again_under_its_id_with_a_fresh_time_and_signature()
    {
        _receiver.Answer = (response, number) => response.StatusCode = number < 3 ? 500 : 200;
        await using var host = await StartAsync();
        await ParkAsync(host);

        await PassUntilAsync(host, TimeSpan.FromSeconds(30), () => _receiver.All.Count == 3);
        await PassUntilAsync(host, TimeSpan.FromMinutes(5), () => true);

        var all = _receiver.All;
        Assert.Equal(3, all.Count);
        Assert.Single(all.Select(received => received.Id).Distinct());
        Assert.Equal(3, all.Select(received => (received.Timestamp, received.Signature)).Distinct().Count());
        var verifier = new WebhookVerifier([Secret], TimeSpan.FromHours(1), host.Clock);
        Assert.All(all, received => Assert.True(received.IsFor(verifier)));
        Assert.Equal("everybody was told", (await host.HealthAsync("actra-notices")).Description);
    }

    [Fact]
    public async Task An_endpoint_that_always_fails_leaves_a_dead_letter_that_can_be_replayed()
    {
        _receiver.Answer = (response, _) => response.StatusCode = 503;
        await using var host = await StartAsync(configure: o => o.Notices.Attempts = 2);
        await ParkAsync(host);

        await PassUntilAsync(host, TimeSpan.FromSeconds(10), () => host.Logs.Has(5402));
        Assert.Equal(2, _receiver.All.Count);
        var dead = Assert.Single(await host.Get<INotices>().DeadAsync());
        Assert.Equal("ops: the endpoint answered 503", dead.Error);
        Assert.Equal(HealthStatus.Degraded, (await host.HealthAsync("actra-notices")).Status);

        _receiver.Answer = (response, _) => response.StatusCode = 202;
        Assert.True(await host.Get<INotices>().ReplayAsync(dead.Notice.Id));
        await Eventually.HoldsAsync(() => _receiver.All.Count == 3);
        await Eventually.HoldsAsync(async () =>
            (await host.HealthAsync("actra-notices")).Status == HealthStatus.Healthy
        );
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_not_asked_again()
    {
        _receiver.Answer = (response, _) => response.StatusCode = 410;
        await using var host = await StartAsync();
        await ParkAsync(host);

        await Eventually.HoldsAsync(() => host.Logs.Has(5402));

        await host.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Single(_receiver.All);
    }

    [Theory]
    [InlineData("1200")]
    [InlineData("Thu, 01 Jan 2026 00:20:00 GMT")]
    public async Task An_endpoint_that_says_when_to_come_back_is_left_alone_until_then(string retryAfter)
    {
        _receiver.Answer = (response, number) =>
        {
            response.StatusCode = number == 1 ? 429 : 200;
            response.Headers["Retry-After"] = retryAfter;
        };
        await using var host = await StartAsync();
        await ParkAsync(host);
        await Eventually.HoldsAsync(() => host.Logs.Has(5401));

        await host.PassAsync(TimeSpan.FromMinutes(19));
        await host.PassAsync(TimeSpan.Zero);
        Assert.Single(_receiver.All);

        await PassUntilAsync(host, TimeSpan.FromMinutes(1), () => _receiver.All.Count == 2);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var other = new Receiver();
        _receiver.Answer = (response, _) => response.Redirect(other.Address);
        await using var host = await StartAsync(webhook: o =>
            o.ConfigureHandler = handler => handler.AllowAutoRedirect = true
        );
        await ParkAsync(host);

        await Eventually.HoldsAsync(() => host.Logs.Has(5401));

        Assert.Empty(other.All);
        Assert.Contains(
            "answered 302: redirects are not followed",
            (await host.HealthAsync("actra-notices")).Description
        );
    }

    [Fact]
    public async Task While_secrets_change_receivers_with_either_believe()
    {
        await using var host = await StartAsync(webhook: o => o.PreviousSecret = OldSecret);
        await ParkAsync(host);
        await Eventually.HoldsAsync(() => _receiver.All.Count == 1);

        Assert.True(_receiver.All[0].IsFor(new WebhookVerifier([Secret], clock: host.Clock)));
        Assert.True(_receiver.All[0].IsFor(new WebhookVerifier([OldSecret], clock: host.Clock)));
    }

    [Fact]
    public async Task A_slow_endpoint_holds_up_no_work_and_is_given_up_for_this_time()
    {
        var patience = new TaskCompletionSource();
        _receiver.Patience = patience.Task;
        await using var host = await StartAsync();
        await ParkAsync(host);
        await Eventually.HoldsAsync(() => _receiver.All.Count == 1);

        var request = await host.ApprovedAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);

        await PassUntilAsync(host, TimeSpan.FromSeconds(15), () => host.Logs.Has(5401));
        Assert.Contains("has not answered within 00:00:15", (await host.HealthAsync("actra-notices")).Description);
        patience.SetResult();
    }

    [Fact]
    public async Task Nothing_of_address_secret_or_answer_is_logged_or_kept()
    {
        _receiver.Answer = (response, _) =>
        {
            response.StatusCode = 500;
            response.StatusDescription = "reason-of-theirs";
            response.OutputStream.Write("body-of-theirs"u8);
        };
        await using var host = await StartAsync(configure: o => o.Notices.Attempts = 1, path: "hook/token-in-path");
        await ParkAsync(host);
        await Eventually.HoldsAsync(() => host.Logs.Has(5402));

        var dead = Assert.Single(await host.Get<INotices>().DeadAsync());
        var said = string.Join('\n', host.Logs.All.Select(line => line.Text)) + dead + dead.Error;
        Assert.All(
            ["-of-theirs", "token-in-path", Secret, Secret[6..]],
            secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_said_without_its_address()
    {
        await _receiver.DisposeAsync();
        await using var host = await StartAsync();
        await ParkAsync(host);

        await Eventually.HoldsAsync(() => host.Logs.Has(5401));

        Assert.Contains("`ops` has not been told since", (await host.HealthAsync("actra-notices")).Description);
        Assert.DoesNotContain(host.Logs.All, line => line.Text.Contains("/hook", StringComparison.Ordinal));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    private Task<TestHost> StartAsync(
        Action<ActraOptions>? configure = null,
        Action<WebhookOptions>? webhook = null,
        string path = "hook"
    )
    {
        var host = new TestHost(configure);
        host.Actra.AddWebhook("ops", _receiver.Address + path, Secret, webhook);
        return host.StartAsync();
    }

    private static async Task<ApprovalRequest> ParkAsync(TestHost host)
    {
        var request = await host.ParkAsync();
        host.Get<IReleasePumpSignal>().Wake();
        return request;
    }

    private static Task PassUntilAsync(TestHost host, TimeSpan step, Func<bool> condition) =>
        Eventually.HoldsAsync(async () =>
        {
            await host.PassAsync(step);
            return condition();
        });
}
