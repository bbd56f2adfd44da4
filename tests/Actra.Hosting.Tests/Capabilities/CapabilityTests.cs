using Actra.Approvals;
using Actra.Audit;
using Actra.Capabilities;
using Actra.Compilation;
using Actra.Model;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting.Tests;

public sealed class CapabilityTests : IDisposable
{
    private const string Policy = "{require_approval: [pay.send], allow: [files.read], deny: [shell]}";

    private readonly string _folder = Directory.CreateTempSubdirectory("actra-capabilities-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_host_gives_its_runtime_name_clock_store_log_and_votes()
    {
        await using var host = await NewHost(Policy).StartAsync();
        var runtime = host.Get<ActionRuntime>();

        var asked = await runtime.ExecuteAsync(Pay());

        var request = await host.Store.GetAsync(asked.ApprovalId!, CancellationToken.None);
        Assert.Equal(("payments", host.Clock.GetUtcNow()), (request!.Work.Service, request.CreatedAt));
        Assert.Equal([AuditKind.Parked, AuditKind.Decision], host.Records.Select(record => record.Kind));
        await host.Get<IApprovals>().ApproveAsync(request.Id, Boss, request.ShownDigest);
        Assert.True((await runtime.ExecuteAsync(Pay())).Authorized);
        Assert.False((await runtime.ExecuteAsync(Pay())).Authorized);
    }

    [Fact]
    public async Task The_pump_ends_requests_whose_time_is_over()
    {
        await using var host = await NewHost(Policy).StartAsync();
        var asked = await host.Get<ActionRuntime>().ExecuteAsync(Pay());

        await host.PassAsync(TimeSpan.FromHours(25));

        Assert.Equal(ApprovalState.Expired, await host.StateAsync(asked.ApprovalId!));
    }

    [Fact]
    public async Task Approvals_outlive_a_restart_and_the_keys_sign_the_log()
    {
        string id;
        await using (var host = await SignedHost().StartAsync())
        {
            id = (await host.Get<ActionRuntime>().ExecuteAsync(Pay())).ApprovalId!;
            var request = await host.Get<IApprovals>().GetAsync(id);
            await host.Get<IApprovals>().ApproveAsync(id, Boss, request!.ShownDigest);
        }

        await using (var host = await SignedHost().StartAsync())
        {
            var used = await host.Get<ActionRuntime>().ExecuteAsync(Pay());
            Assert.Equal((true, id), (used.Authorized, used.ApprovalId));
        }

        await using var next = SignedHost();
        var verification = await AuditVerifier.VerifyAsync(
            next.Get<IAuditLog>(),
            null,
            next.Get<ActraKeyRing>(),
            default
        );
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal(verification.Head.Sequence, verification.Signed!.Sequence);
    }

    [Fact]
    public async Task What_the_host_says_of_approvals_stands_unless_the_runtime_is_told_otherwise()
    {
        await using var hosts = await NewHost(
                Policy,
                host: o => o.Approvals.Requirement = new ApprovalRequirement { Groups = [new(["finance"], 2)] }
            )
            .StartAsync();
        await using var own = await NewHost(
                Policy,
                configure: o => o.Approvals.Requirement = new ApprovalRequirement { Groups = [new(["legal"], 1)] }
            )
            .StartAsync();

        Assert.Equal("finance 2", await AskedAsync(hosts));
        Assert.Equal("legal 1", await AskedAsync(own));
    }

    [Fact]
    public async Task The_hosts_limits_and_tenants_are_the_runtimes()
    {
        await using var host = await NewHost(
                Policy,
                host: o =>
                {
                    o.Limits.PendingPerService = 1;
                    o.TenantField = "tenant";
                }
            )
            .StartAsync();
        var runtime = host.Get<ActionRuntime>();

        var nobodys = await runtime.ExecuteAsync(Pay());
        var acmes = await runtime.ExecuteAsync(Pay("acme"));
        var second = await runtime.ExecuteAsync(Pay("other"));

        Assert.Equal((false, "tenant_unknown"), (nobodys.Authorized, nobodys.Reason));
        Assert.Equal("acme", (await host.Store.GetAsync(acmes.ApprovalId!, CancellationToken.None))!.Tenant);
        Assert.Equal((false, "approval_backlog"), (second.Authorized, second.Reason));
        var shown = (await host.Store.GetAsync(acmes.ApprovalId!, CancellationToken.None))!.ShownDigest;
        var stranger = await host.Get<IApprovals>().ApproveAsync(acmes.ApprovalId!, Boss, shown);
        Assert.Equal(VoteOutcome.NotFound, stranger.Outcome);
        var own = await host.Get<IApprovals>().ApproveAsync(acmes.ApprovalId!, Boss with { Tenant = "acme" }, shown);
        Assert.Equal(VoteOutcome.Approved, own.Outcome);
    }

    [Fact]
    public async Task Observing_blocks_nothing_and_is_said_at_start()
    {
        await using var host = await NewHost(Policy, configure: o => o.Mode = ExecutionMode.Observe).StartAsync();

        var verdict = await host.Get<ActionRuntime>().ExecuteAsync(ActionEvent.Create("agent", "run", "shell"));

        Assert.Equal((true, ExecutionDecision.Deny), (verdict.Authorized, verdict.Decision));
        Assert.Contains(host.Logs.All, line => line is { Level: LogLevel.Warning, Id: 5403 });
        await Eventually.HoldsAsync(() => host.Records.Any(record => record.Detail == "observed"));
    }

    [Fact]
    public async Task A_policy_that_is_wrong_stops_the_start_with_its_places()
    {
        await using var host = NewHost("deny:\n  - capability: pay.send\n    amuont_gt: 5\nallow: [a b]\n");

        var refusal = await Assert.ThrowsAsync<PolicyCompilationException>(host.StartAsync);

        Assert.Equal(
            [(3, 5, "unknown key `amuont_gt` in a rule"), (4, 9, "`a b` is no capability")],
            refusal.Diagnostics.Select(d => (d.Line, d.Column, d.Message))
        );
        Assert.All(refusal.Diagnostics, d => Assert.Equal(PolicyFile, d.File));
    }

    [Fact]
    public async Task A_policy_that_is_not_there_stops_the_start_by_name()
    {
        await using var host = NewHost(policy: null);

        var refusal = await Assert.ThrowsAsync<PolicyCompilationException>(host.StartAsync);

        Assert.Contains($"{PolicyFile}: error ACT1007: the file cannot be read", refusal.Message);
    }

    [Fact]
    public async Task Nobody_who_approves_stops_the_start()
    {
        await using var host = NewHost(
            Policy,
            configure: o => o.Approvals.Requirement = new() { Groups = [new([], 1)] }
        );

        var refusal = await Assert.ThrowsAsync<ArgumentException>(host.StartAsync);

        Assert.Contains("somebody must be named who approves", refusal.Message);
    }

    [Fact]
    public async Task What_is_probably_not_meant_is_logged_at_start()
    {
        await using var host = await NewHost("allow: ['*']").StartAsync();

        Assert.Contains(host.Logs.All, line => line.Id == 5402 && line.Text.Contains("`*` permits very much"));
        Assert.Contains(
            host.Logs.All,
            line => line.Id == 5401 && line.Text.Contains(host.Get<ActionRuntime>().Policy.Hash)
        );
    }

    [Fact]
    public async Task A_host_has_one_capability_policy()
    {
        await using var host = NewHost(Policy);

        Assert.Throws<InvalidOperationException>(() => host.Actra.AddCapabilities("other.yaml"));
    }

    private static Approver Boss { get; } = new("boss", ["approver"]);

    private string PolicyFile => Path.Combine(_folder, "capabilities.yaml");

    private static ActionEvent Pay(string? tenant = null) =>
        ActionEvent.Create(
            "agent",
            "send",
            "pay",
            payload: new { amount = 100 },
            context: new ActionContext { Tenant = tenant }
        );

    private TestHost NewHost(
        string? policy,
        Action<ActionRuntimeOptions>? configure = null,
        Action<ActraOptions>? host = null
    )
    {
        if (policy is not null)
        {
            File.WriteAllText(PolicyFile, policy);
        }

        var made = new TestHost(host);
        made.Actra.AddCapabilities(PolicyFile, configure);
        return made;
    }

    private TestHost SignedHost()
    {
        var host = NewHost(Policy).UseSqlite(_folder);
        host.Actra.SignWith("k1", new byte[32]);
        return host;
    }

    private static async Task<string> AskedAsync(TestHost host)
    {
        var asked = await host.Get<ActionRuntime>().ExecuteAsync(Pay());
        var request = await host.Store.GetAsync(asked.ApprovalId!, CancellationToken.None);
        var group = Assert.Single(Assert.Single(request!.Asked).Requirement.Groups);
        return $"{Assert.Single(group.Roles)} {group.Count}";
    }
}
