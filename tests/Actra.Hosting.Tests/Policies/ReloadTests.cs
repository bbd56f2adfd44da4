using Actra.Guard;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting.Tests;

public sealed class ReloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actra-reload-").FullName;

    public ReloadTests()
    {
        Write("schema.yaml", Texts.Schema);
        Write("policy.yaml", Texts.Block);
    }

    [Fact]
    public async Task A_changed_policy_replaces_the_running_one_without_a_restart()
    {
        await using var host = await StartAsync();
        var before = host.Get<IPolicySource>().Current;

        Write("policy.yaml", Texts.Policy("block", limit: "5"));
        await PolledAsync(host, () => host.Get<IPolicySource>().Current != before);

        Assert.Equal(Effect.Block, Judge(host, 10));
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync("actra-policy")).Status);
        Assert.True(host.Logs.Has(5002));
    }

    [Fact]
    public async Task A_change_is_seen_without_polling()
    {
        await using var host = await StartAsync(TimeSpan.FromDays(1));
        var before = host.Get<IPolicySource>().Current;

        Write("policy.yaml", Texts.Policy("block", limit: "5"));

        await Eventually.HoldsAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(250));
            return host.Get<IPolicySource>().Current != before;
        });
    }

    [Fact]
    public async Task A_policy_that_does_not_load_leaves_the_last_good_one_and_says_why()
    {
        await using var host = await StartAsync();
        var before = host.Get<IPolicySource>().Current;

        Write("policy.yaml", Texts.Block.Replace("amount", "amonut", StringComparison.Ordinal));
        await PolledAsync(host, () => host.Logs.Has(5003));

        Assert.Same(before, host.Get<IPolicySource>().Current);
        Assert.Equal(Effect.Block, Judge(host, 2000));
        var health = await host.HealthAsync("actra-policy");
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains(before.Hash, health.Description);
        Assert.Contains("unknown field `amonut`", health.Description);

        Write("policy.yaml", Texts.Policy("block", limit: "5"));
        await PolledAsync(host, () => host.Get<IPolicySource>().Current != before);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync("actra-policy")).Status);
    }

    [Fact]
    public async Task A_bad_policy_is_logged_once_and_not_at_every_look()
    {
        await using var host = await StartAsync();
        Write("policy.yaml", "nonsense");
        await PolledAsync(host, () => host.Logs.Has(5003));
        for (var i = 0; i < 20; i++)
        {
            host.Get<HostPolicySource>().Refresh();
        }

        Assert.Single(host.Logs.All, line => line.Id == 5003);
    }

    [Fact]
    public async Task A_reload_must_pass_the_checks_of_the_start_too()
    {
        await using var host = await StartAsync();

        Write("policy.yaml", Texts.RequireApproval);
        await PolledAsync(host, () => host.Logs.Has(5003));

        Assert.Equal(Effect.Block, Judge(host, 2000));
        Assert.Contains("needs Approvals.Requirement", (await host.HealthAsync("actra-policy")).Description);
    }

    [Fact]
    public async Task Files_that_vanish_leave_the_last_good_policy()
    {
        await using var host = await StartAsync();

        File.Delete(Path.Combine(_folder, "policy.yaml"));
        await PolledAsync(host, () => host.Logs.Has(5003));

        Assert.Equal(Effect.Block, Judge(host, 2000));
        Assert.Equal(HealthStatus.Degraded, (await host.HealthAsync("actra-policy")).Status);
    }

    [Fact]
    public async Task A_change_back_to_the_running_policy_ends_the_complaint()
    {
        await using var host = await StartAsync();
        Write("policy.yaml", "nonsense");
        await PolledAsync(host, () => host.Logs.Has(5003));

        Write("policy.yaml", Texts.Block);
        host.Get<HostPolicySource>().Refresh();

        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync("actra-policy")).Status);
    }

    [Fact]
    public async Task Nothing_is_watched_unless_that_was_asked_for()
    {
        await using var host = await StartAsync(reload: false);
        Write("policy.yaml", Texts.Policy("block", limit: "5"));

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(Effect.Allow, Judge(host, 10));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<TestHost> StartAsync(TimeSpan? poll = null, bool reload = true) =>
        new TestHost(options =>
        {
            options.Policy.FromDirectory(_folder);
            options.ReloadOnChange = reload;
            options.ReloadPollInterval = poll ?? TimeSpan.FromSeconds(5);
        }).StartAsync();

    private static Task PolledAsync(TestHost host, Func<bool> condition) =>
        Eventually.HoldsAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(5));
            return condition();
        });

    private static Effect Judge(TestHost host, double amount) =>
        host.Get<IPolicySource>()
            .Current.Evaluate(new PolicyInput("refund", new FieldMap { { "amount", amount } }))
            .Effect;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
