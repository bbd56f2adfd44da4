using Actra.Approvals;
using Actra.Audit;
using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actra.Hosting.Tests;

public class StartTests
{
    [Fact]
    public async Task Everything_that_adapters_need_is_there()
    {
        await using var host = await new TestHost().StartAsync();

        Assert.Equal("payments", host.Get<GuardOptions>().ServiceName);
        Assert.Same(host.Get<GuardOptions>(), host.Get<ActionGuard>().Options);
        Assert.Equal(64, host.Get<IPolicySource>().Current.Hash.Length);
        Assert.Same(host.Get<IPolicySource>().Current, host.Get<ActraRuntime>().Policy);
        Assert.NotNull(host.Get<AuditWriter>());
        Assert.NotNull(host.Get<IApprovals>());
        Assert.NotNull(host.Get<VoteKeys>());
        Assert.Null(host.Get<IServiceProvider>().GetService<ActraKeyRing>());
    }

    public static TheoryData<string, Action<ActraOptions>> BadOptions =>
        new()
        {
            { "ServiceName `pay ments`", options => options.ServiceName = "pay ments" },
            { "PumpInterval is 00:00:00", options => options.PumpInterval = TimeSpan.Zero },
            { "ReloadPollInterval is -", options => options.ReloadPollInterval = TimeSpan.FromSeconds(-1) },
            { "Guard.Lease is 00:00:00", options => options.Guard.Lease = TimeSpan.Zero },
            { "Guard.ReleaseTimeout is 00:00:00", options => options.Guard.ReleaseTimeout = TimeSpan.Zero },
            { "Guard.ResolverTimeout is 00:00:00", options => options.Guard.ResolverTimeout = TimeSpan.Zero },
            { "Guard.FirstDefer is 00:00:00", options => options.Guard.FirstDefer = TimeSpan.Zero },
            {
                "Guard.LongestDefer is 00:00:01, less than Guard.FirstDefer",
                options => options.Guard.LongestDefer = TimeSpan.FromSeconds(1)
            },
            { "Guard.Owner is empty", options => options.Guard.Owner = " " },
            { "Approvals.Expires is 00:00:00", options => options.Approvals.Expires = TimeSpan.Zero },
            { "Approvals.ValidFor is 00:00:00", options => options.Approvals.ValidFor = TimeSpan.Zero },
            {
                "Approvals.Requirement has no group",
                options => options.Approvals.Requirement = new ApprovalRequirement { Groups = [] }
            },
            {
                "every group needs a count of at least 1 and at least one role",
                options =>
                    options.Approvals.Requirement = new ApprovalRequirement { Groups = [new ApprovalGroup([], 1)] }
            },
            {
                "Approvals.Requirement.DenyThreshold is 0",
                options =>
                    options.Approvals.Requirement = new ApprovalRequirement
                    {
                        Groups = [new ApprovalGroup(["finance"], 1)],
                        DenyThreshold = 0,
                    }
            },
            {
                "the attribute `tenant` is not a header's to set",
                options => options.TrustUnsignedHeaders(h => h.Attributes["tenant"] = "X-Tenant")
            },
            {
                "the attribute `team` has no header",
                options => options.TrustUnsignedHeaders(h => h.Attributes["team"] = "")
            },
            {
                "name of the header with the actor's id is empty",
                options => options.TrustUnsignedHeaders(h => h.Id = "")
            },
        };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public async Task A_bad_option_stops_the_start_by_name(string expected, Action<ActraOptions> configure)
    {
        await using var host = new TestHost(configure);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Contains(expected, Assert.Single(refusal.Failures));
    }

    [Fact]
    public async Task All_problems_are_reported_together()
    {
        await using var host = new TestHost(options =>
        {
            options.ServiceName = "pay ments";
            options.PumpInterval = TimeSpan.Zero;
            options.TrustUnsignedHeaders();
        });
        host.Actra.AddActorResolver<Nobody>()
            .SignWith("k1", [1, 2, 3])
            .AddVoteKey(new VoteKey("", [], new Dictionary<string, IReadOnlyList<string>>()));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal(5, refusal.Failures.Count());
        Assert.Contains("SignWith: the key `k1` is shorter than 32 bytes", refusal.Failures);
        Assert.Contains(
            "a host has one actor resolver, and here are 2: Nobody, TrustUnsignedHeaders",
            refusal.Failures
        );
        Assert.Contains(refusal.Failures, failure => failure.StartsWith("vote keys: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_key_signs_and_all_verify()
    {
        await using var host = new TestHost();
        var (old, fresh) = (new byte[32], Enumerable.Repeat((byte)7, 32).ToArray());
        host.Actra.SignWith("k2", fresh).SignWith("k1", old);
        await host.StartAsync();
        var ring = host.Get<ActraKeyRing>();
        var before = new ActraKeyRing(KeyValuePair.Create("k1", old)).Sign(ActraKeyPurpose.Actor, [1]);

        Assert.Equal("k2", ring.SigningKeyId);
        Assert.True(ring.Verify(ActraKeyPurpose.Actor, "k1", [1], before));
    }

    [Fact]
    public async Task A_policy_that_does_not_compile_stops_the_start_with_its_diagnostics()
    {
        await using var host = new TestHost(options =>
            options.Policy.FromStrings(Texts.Schema, Texts.Block.Replace("amount", "amonut", StringComparison.Ordinal))
        );

        var refusal = await Assert.ThrowsAsync<PolicyCompilationException>(host.StartAsync);

        Assert.Contains("unknown field `amonut`", refusal.Message);
    }

    [Fact]
    public async Task A_policy_directory_that_is_not_there_stops_the_start_by_name()
    {
        await using var host = new TestHost(options => options.Policy.FromDirectory("no-such-policy"));

        var refusal = await Assert.ThrowsAsync<ActraException>(host.StartAsync);

        Assert.Contains("no-such-policy` does not exist", refusal.Message);
    }

    [Fact]
    public async Task A_version_1_rule_that_asks_for_approval_needs_the_hosts_default()
    {
        await using var without = new TestHost(options =>
            options.Policy.FromStrings(Texts.Schema, Texts.RequireApproval)
        );
        await using var with = new TestHost(options =>
        {
            options.Policy.FromStrings(Texts.Schema, Texts.RequireApproval);
            options.Approvals.Requirement = new ApprovalRequirement { Groups = [new ApprovalGroup(["finance"], 1)] };
        });

        var refusal = await Assert.ThrowsAsync<ActraException>(without.StartAsync);
        await with.StartAsync();

        Assert.Contains("(`refund-large`) needs Approvals.Requirement", refusal.Message);
    }

    [Fact]
    public async Task A_snapshot_resolver_for_an_action_nobody_declares_is_warned_about()
    {
        await using var host = new TestHost();
        host.Actra.AddSnapshotResolver(new Nothing(), "refnd");
        await host.StartAsync();

        Assert.Contains("Nothing is for refnd", Assert.Single(host.Logs.All, line => line.Id == 5201).Text);
    }

    [Fact]
    public async Task An_adapters_check_of_the_policy_stops_the_start()
    {
        await using var host = new TestHost();
        host.Services.AddSingleton<IPolicyCheck>(new Refusing());

        var refusal = await Assert.ThrowsAsync<ActraException>(host.StartAsync);

        Assert.Contains("contract `Refund` has no `amount`", refusal.Message);
    }

    [Fact]
    public async Task Configuration_wins_over_code()
    {
        await using var host = new TestHost(options => options.PumpInterval = TimeSpan.FromSeconds(2));
        Configure(
            host,
            ("Actra:ServiceName", "orders"),
            ("Actra:PumpInterval", "5s"),
            ("Actra:Guard:Lease", "00:02:00"),
            ("Actra:Approvals:Expires", "7d")
        );
        await host.StartAsync();

        var options = host.Get<ActraOptions>();
        Assert.Equal("orders", host.Get<GuardOptions>().ServiceName);
        Assert.Equal(TimeSpan.FromSeconds(5), options.PumpInterval);
        Assert.Equal(TimeSpan.FromMinutes(2), options.Guard.Lease);
        Assert.Equal(TimeSpan.FromDays(7), options.Approvals.Expires);
    }

    [Fact]
    public async Task Configuration_that_cannot_be_read_stops_the_start()
    {
        await using var host = new TestHost();
        Configure(
            host,
            ("Actra:PumpInterval", "soon"),
            ("Actra:ReloadOnChange", "perhaps"),
            ("Actra:AuditAllows", "maybe")
        );

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal(3, refusal.Failures.Count());
        Assert.Contains(
            refusal.Failures,
            f => f.StartsWith("configuration `Actra:PumpInterval`: `soon` is no duration", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Without_a_service_name_the_applications_name_stands_in()
    {
        await using var host = new TestHost(options => options.ServiceName = "");
        host.Builder.Environment.ApplicationName = "My App/1";
        await host.StartAsync();

        Assert.Equal("My-App-1", host.Get<GuardOptions>().ServiceName);
        Assert.Empty(host.Get<ActraOptions>().ServiceName);
    }

    [Fact]
    public async Task AddActra_may_be_called_again_and_options_add_up()
    {
        await using var host = new TestHost();
        host.Services.AddActra(options => options.Guard.Lease = TimeSpan.FromSeconds(5));
        await host.StartAsync();

        Assert.Equal(TimeSpan.FromSeconds(5), host.Get<GuardOptions>().Lease);
        Assert.Equal("payments", host.Get<GuardOptions>().ServiceName);
        Assert.Equal(HealthNames, await HealthOf(host));
    }

    private static readonly string[] HealthNames = ["actra-notices", "actra-policy", "actra-pump", "actra-store"];

    private static async Task<string[]> HealthOf(TestHost host)
    {
        var health = host.Get<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService>();
        return [.. (await health.CheckHealthAsync()).Entries.Keys.Order(StringComparer.Ordinal)];
    }

    private static void Configure(TestHost host, params (string Key, string Value)[] values) =>
        host.Builder.Configuration.AddInMemoryCollection(
            values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))
        );

    private sealed class Nobody : IActorResolver
    {
        public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct) => new(Actor.Anonymous);
    }

    private sealed class Nothing : ISnapshotResolver
    {
        public ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct) => default;
    }

    private sealed class Refusing : IPolicyCheck
    {
        public IEnumerable<string> Check(ActraPolicy policy) => ["contract `Refund` has no `amount`"];
    }
}
