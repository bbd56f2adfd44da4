using Actra.Guard;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actra.Hosting.Tests;

/// <summary>How much is kept, for how long, and for whom.</summary>
public class KeepingTests
{
    private const string TwoActions = """
        version: 1
        actions:
          refund:
            fields:
              amount: number
              tenant: string
          deploy:
            fields:
              version: string
        actor:
          fields:
            id: string
        snapshot:
          fields: {}
        """;

    [Fact]
    public async Task An_operator_sets_limits_tenants_and_how_long_work_is_kept()
    {
        await using var host = new TestHost();
        Configure(
            host,
            ("Limits:PendingPerService", "500"),
            ("Limits:PendingPerRequester", "20"),
            ("Limits:Bytes", "1000000"),
            ("Limits:OldestPending", "2d"),
            ("TenantField", "tenant"),
            ("EraseWorkAfter", "never"),
            ("EncryptWork", "false"),
            ("Notices:Attempts", "3"),
            ("Notices:FirstRetry", "1s"),
            ("Notices:LongestRetry", "1m"),
            ("Notices:Timeout", "10s")
        );
        await host.StartAsync();

        var (guard, options) = (host.Get<GuardOptions>(), host.Get<ActraOptions>());
        Assert.Equal((500, 20), (guard.Limits.PendingPerService, guard.Limits.PendingPerRequester));
        Assert.Equal((1_000_000L, TimeSpan.FromDays(2)), (guard.Limits.Bytes, guard.Limits.OldestPending));
        Assert.Equal("tenant", guard.TenantField);
        Assert.Null(options.EraseWorkAfter);
        Assert.False(options.EncryptWork);
        Assert.Equal((3, TimeSpan.FromSeconds(1)), (options.Notices.Attempts, options.Notices.FirstRetry));
        Assert.Equal(
            (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10)),
            (options.Notices.LongestRetry, options.Notices.Timeout)
        );
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_together()
    {
        await using var host = new TestHost(options => options.EraseWorkAfter = TimeSpan.Zero);
        Configure(
            host,
            ("Limits:PendingPerService", "0"),
            ("Limits:PendingPerRequester", "many"),
            ("Limits:Bytes", "-1"),
            ("Limits:OldestPending", "0s"),
            ("TenantField", " ")
        );

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal(
            [
                "EraseWorkAfter is 00:00:00; it must be between 00:00:00.0010000 and 3650.00:00:00",
                "Limits.Bytes is -1; it must be at least 1",
                "Limits.OldestPending is 00:00:00; it must be between 00:00:00.0010000 and 3650.00:00:00",
                "Limits.PendingPerService is 0; it must be at least 1",
                "TenantField is empty: name a field, or leave it null",
                "configuration `Actra:Limits:PendingPerRequester`: `many` is no whole number",
            ],
            refusal.Failures.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("tenant", "`deploy`: no field `tenant`; the actor's tenant says whose such work is")]
    [InlineData("tennant", "no action has the field `tennant`; the actor's tenant says whose such work is")]
    public async Task Actions_that_cannot_say_whose_they_are_are_warned_about(string field, string expected)
    {
        await using var host = new TestHost(options =>
        {
            options.TenantField = field;
            options.Policy.FromStrings(TwoActions, Texts.Block);
        });
        await host.StartAsync();

        Assert.Contains(host.Logs.All, line => line.Id == 5005 && line.Text.Contains(expected));
    }

    [Fact]
    public async Task Where_every_action_says_whose_it_is_nothing_is_warned_about()
    {
        await using var host = new TestHost(options => options.TenantField = "amount");
        await host.StartAsync();

        Assert.False(host.Logs.Has(5005));
    }

    private static void Configure(TestHost host, params (string Key, string Value)[] values) =>
        host.Builder.Configuration.AddInMemoryCollection(
            values.Select(value => KeyValuePair.Create($"Actra:{value.Key}", (string?)value.Value))
        );
}
