using Actra.Approvals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actra.Hosting.Tests;

public class WebhookConfigurationTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task An_operator_adds_a_webhook_without_a_build()
    {
        await using var receiver = new Receiver();
        await using var host = new TestHost();
        Configure(
            host,
            ("Uri", receiver.Address),
            ("Secret", Secret),
            ("Events:0", "approval.requested"),
            ("Timeout", "5s")
        );
        await host.StartAsync();
        var request = await host.ParkAsync();
        await host.Get<IApprovals>().DenyAsync(request.Id, TestHost.Finance, request.ShownDigest, "no");

        await Eventually.HoldsAsync(() => receiver.All.Count == 1);

        Assert.True(receiver.All[0].IsFor(new WebhookVerifier([Secret], clock: host.Clock)));
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.Single(host.Get<ActraOptions>().Webhooks).Timeout);
    }

    [Fact]
    public async Task Configuration_wins_over_code_value_by_value()
    {
        await using var host = new TestHost();
        host.Actra.AddWebhook("ops", "https://old.example/", Secret, o => o.PreviousSecret = Secret);
        Configure(host, ("Uri", "https://new.example/"), ("PreviousSecret", ""));

        var webhook = Assert.Single(host.Get<ActraOptions>().Webhooks);

        Assert.Equal(("https://new.example/", Secret, null), (webhook.Uri, webhook.Secret, webhook.PreviousSecret));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_together_and_without_secrets()
    {
        await using var host = new TestHost();
        host.Actra.AddWebhook("plain", "http://hooks.example/token", Secret, o => o.Events.Clear())
            .AddWebhook("bad name", "/relative", "short", o => o.Timeout = TimeSpan.Zero)
            .AddWebhook("twice", "https://hooks.example/", Secret, o => o.Events.Add("approval.maybe"))
            .AddWebhook("twice", "ftp://hooks.example/", Secret, o => o.PreviousSecret = "whsec_AA==");
        Configure(host, ("AllowHttp", "maybe"), ("Uri", "https://hooks.example/"), ("Secret", Secret));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        var failures = refusal.Failures.ToList();
        Assert.Equal(
            [
                "configuration `Actra:Webhooks:ops:AllowHttp`: `maybe` is neither `true` nor `false`",
                "webhook `bad name`: Timeout is 00:00:00; it must be between 00:00:00.0010000 and 01:00:00",
                "webhook `bad name`: its address is no `https://…`",
                "webhook `bad name`: its name has 1 to 100 letters, digits, `-`, `_` and `.`",
                "webhook `bad name`: its secret is not `whsec_` and at most 64 bytes in base64",
                "webhook `plain`: its address is on another machine and without TLS; write `https://…`, or set AllowHttp",
                "webhook `plain`: no event is sent to it",
                "webhook `twice` stands twice",
                "webhook `twice`: its address is no `https://…`",
                "webhook `twice`: its previous secret has 1 bytes; it must have 24 to 64",
            ],
            failures.Where(failure => !failure.Contains("approval.maybe")).Order(StringComparer.Ordinal)
        );
        Assert.Single(
            failures,
            failure =>
                failure.StartsWith(
                    "webhook `twice`: there is no event `approval.maybe`; there are approval.requested, ",
                    StringComparison.Ordinal
                )
        );
        Assert.DoesNotContain(failures, failure => failure.Contains("token") || failure.Contains(Secret[6..]));
    }

    [Fact]
    public async Task Plain_http_to_another_machine_is_taken_where_it_is_said_to_be_wanted()
    {
        await using var host = new TestHost();
        host.Actra.AddWebhook("ops", "http://hooks.example/", Secret, o => o.AllowHttp = true);

        await host.StartAsync();
    }

    private static void Configure(TestHost host, params (string Key, string Value)[] values) =>
        host.Builder.Configuration.AddInMemoryCollection(
            values.Select(value => KeyValuePair.Create($"Actra:Webhooks:ops:{value.Key}", (string?)value.Value))
        );
}
