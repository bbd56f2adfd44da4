using Actra.Approvals;
using Actra.Audit;
using Actra.Capabilities;
using Actra.Model;
using Actra.Testing;

namespace Actra.Storage.Tests;

/// <summary>
/// Approvals of actions in a store that outlives the process. Every runtime here opens the store for itself, as another process would.
/// </summary>
public abstract class ActionApprovals : IAsyncLifetime
{
    private const string Policy = "{require_approval: [pay.send], allow: [files.read], deny: [shell]}";

    private readonly List<ActionRuntime> _runtimes = [];

    protected ManualTimeProvider Clock { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var runtime in _runtimes)
        {
            await runtime.DisposeAsync();
        }

        Remove();
    }

    [SpecificationFact]
    public async Task What_is_asked_is_a_request_that_shows_the_event()
    {
        var asked = await NewRuntime().ExecuteAsync(Pay(100));

        Assert.Equal((false, $"approval_required:{asked.ApprovalId}"), (asked.Authorized, asked.Reason));
        var request = Assert.Single(await NewRuntime().Approvals.ListAsync());
        Assert.Equal((asked.ApprovalId, ApprovalState.Pending), (request.Id, request.State));
        Assert.Equal(("agent", "payments"), (request.Requester.Id, request.Work.Service));
        var shown = Assert.Single(request.Asked);
        Assert.Equal(("pay.send.production", "require_approval[0]"), (shown.ActionType, shown.RuleId));
        Assert.Equal("""{"amount":100}""", shown.Fields["metadata.payload"]);
    }

    [SpecificationFact]
    public async Task An_approved_event_runs_once_and_then_asks_again()
    {
        var asked = await NewRuntime().ExecuteAsync(Pay(100));
        Assert.Equal(asked.ApprovalId, (await NewRuntime().ExecuteAsync(Pay(100))).ApprovalId);
        Assert.Equal(VoteOutcome.Approved, (await VoteAsync(asked.ApprovalId!)).Outcome);

        var used = await NewRuntime().ExecuteAsync(Pay(100));
        var again = await NewRuntime().ExecuteAsync(Pay(100));

        Assert.Equal((true, "previously_approved", asked.ApprovalId), (used.Authorized, used.Reason, used.ApprovalId));
        Assert.False(again.Authorized);
        Assert.NotEqual(asked.ApprovalId, again.ApprovalId);
        Assert.Equal(ApprovalState.Executed, await StateAsync(asked.ApprovalId!));
    }

    [SpecificationFact]
    public async Task Of_many_runtimes_at_once_one_gets_the_approval()
    {
        await VoteAsync((await NewRuntime().ExecuteAsync(Pay(100))).ApprovalId!);
        var runtimes = Enumerable.Range(0, 6).Select(_ => NewRuntime()).ToList();

        var verdicts = await Task.WhenAll(runtimes.Select(r => Task.Run(() => r.ExecuteAsync(Pay(100)).AsTask())));

        Assert.Single(verdicts, verdict => verdict.Authorized);
        Assert.DoesNotContain(verdicts, verdict => verdict.Reason == ExecutionReasons.StoreUnavailable);
    }

    [SpecificationFact]
    public async Task A_changed_event_gets_nothing_from_the_approval()
    {
        await VoteAsync((await NewRuntime().ExecuteAsync(Pay(100))).ApprovalId!);
        var runtime = NewRuntime();

        ActionEvent[] changed =
        [
            Pay(101),
            Pay(100, actor: "other"),
            Pay(100, environment: "staging"),
            Pay(100, risk: "high"),
            Pay(100, context: new ActionContext { Tenant = "eu" }),
            Pay(100, metadata: "session_id"),
        ];
        foreach (var other in changed)
        {
            Assert.False((await runtime.ExecuteAsync(other)).Authorized);
        }

        Assert.True((await runtime.ExecuteAsync(Pay(100))).Authorized);
    }

    [SpecificationFact]
    public async Task A_grant_that_is_over_authorizes_nothing()
    {
        var asked = await NewRuntime().ExecuteAsync(Pay(100));
        await VoteAsync(asked.ApprovalId!);
        Clock.Advance(TimeSpan.FromHours(4) + TimeSpan.FromSeconds(1));

        var late = await NewRuntime().ExecuteAsync(Pay(100));

        Assert.False(late.Authorized);
        Assert.NotEqual(asked.ApprovalId, late.ApprovalId);
        Assert.Equal(ApprovalState.Expired, await StateAsync(asked.ApprovalId!));
    }

    [SpecificationFact]
    public async Task A_vote_that_comes_too_late_does_not_count()
    {
        var asked = await NewRuntime().ExecuteAsync(Pay(100));
        Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));

        Assert.Equal(VoteOutcome.NotPending, (await VoteAsync(asked.ApprovalId!)).Outcome);
        Assert.False((await NewRuntime().ExecuteAsync(Pay(100))).Authorized);
    }

    [SpecificationFact]
    public async Task A_denied_event_stays_denied()
    {
        var asked = await NewRuntime().ExecuteAsync(Pay(100));
        await VoteAsync(asked.ApprovalId!, approve: false);

        var verdict = await NewRuntime().ExecuteAsync(Pay(100));

        Assert.Equal((false, $"approval_denied:{asked.ApprovalId}"), (verdict.Authorized, verdict.Reason));
    }

    [SpecificationFact]
    public async Task Everybody_who_must_approve_does_before_the_event_runs()
    {
        var two = new ApprovalRequirement
        {
            Groups = [new ApprovalGroup(["finance"], 1), new ApprovalGroup(["legal"], 1)],
        };
        var asked = await NewRuntime(requirement: two).ExecuteAsync(Pay(100));

        await VoteAsync(asked.ApprovalId!, by: new Approver("fay", ["finance"]));
        Assert.False((await NewRuntime(requirement: two).ExecuteAsync(Pay(100))).Authorized);
        await VoteAsync(asked.ApprovalId!, by: new Approver("leo", ["legal"]));
        Assert.True((await NewRuntime(requirement: two).ExecuteAsync(Pay(100))).Authorized);
    }

    [SpecificationFact]
    public async Task Past_a_limit_nobody_is_asked_and_nothing_is_stored()
    {
        var limits = new ApprovalLimits { PendingPerRequester = 2 };
        await NewRuntime(limits: limits).ExecuteAsync(Pay(1));
        var second = await NewRuntime(limits: limits).ExecuteAsync(Pay(2));

        var third = await NewRuntime(limits: limits).ExecuteAsync(Pay(3));

        Assert.Equal((false, "approval_backlog", null), (third.Authorized, third.Reason, third.ApprovalId));
        Assert.Equal(second.ApprovalId, (await NewRuntime(limits: limits).ExecuteAsync(Pay(2))).ApprovalId);
        Assert.StartsWith(
            "approval_required",
            (await NewRuntime(limits: limits).ExecuteAsync(Pay(3, actor: "other"))).Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(3, (await NewRuntime().Approvals.ListAsync()).Count);
    }

    [SpecificationFact]
    public async Task Observing_blocks_nothing_asks_nobody_and_records_what_would_have_been()
    {
        var runtime = NewRuntime(ExecutionMode.Observe);

        var denied = await runtime.ExecuteAsync(ActionEvent.Create("agent", "run", "shell"));
        var asked = await runtime.ExecuteAsync(Pay(100));

        Assert.True(denied.Authorized && asked.Authorized);
        Assert.Empty(await runtime.Approvals.ListAsync());
        await runtime.DisposeAsync();
        Assert.Equal(
            [
                ("deny", "observed: would_have_blocked_due_to_policy_deny"),
                ("require_approval", "observed: would_have_blocked_due_to_approval_required:none"),
            ],
            (await RecordsAsync()).Select(record => (record.Effect, record.Reason))
        );
    }

    [SpecificationFact]
    public async Task The_log_tells_the_whole_story_and_is_intact()
    {
        var asked = await NewRuntime().ExecuteAsync(Pay(100));
        await VoteAsync(asked.ApprovalId!);
        await NewRuntime().ExecuteAsync(Pay(100));

        var records = await RecordsAsync();
        Assert.Equal(
            [
                AuditKind.Parked,
                AuditKind.Decision,
                AuditKind.Vote,
                AuditKind.StateChange,
                AuditKind.StateChange,
                AuditKind.StateChange,
                AuditKind.Decision,
            ],
            records.Select(record => record.Kind)
        );
        Assert.Equal(("allow", "previously_approved"), (records[^1].Effect, records[^1].Reason));
        Assert.All(records, record => Assert.Equal(asked.ApprovalId, record.ApprovalId));
        Assert.True((await AuditVerifier.VerifyAsync(OpenLog())).IsIntact);
    }

    /// <summary>Opens the store and its log once more.</summary>
    protected abstract (IApprovalStore Store, IAuditLog Log) Open();

    protected abstract void Remove();

    private IAuditLog OpenLog() => Open().Log;

    private async Task<List<AuditEntry>> RecordsAsync()
    {
        var entries = new List<AuditEntry>();
        await foreach (var record in OpenLog().ReadAsync(1, CancellationToken.None))
        {
            entries.Add(record.Entry);
        }

        return entries;
    }

    private ActionRuntime NewRuntime(
        ExecutionMode mode = ExecutionMode.Enforce,
        ApprovalRequirement? requirement = null,
        ApprovalLimits? limits = null
    )
    {
        var (store, log) = Open();
        var options = new ActionRuntimeOptions
        {
            Mode = mode,
            ApprovalStore = store,
            AuditLog = log,
            ServiceName = "payments",
            Clock = Clock,
            Limits = limits ?? new ApprovalLimits(),
        };
        options.Approvals.Requirement = requirement ?? options.Approvals.Requirement;
        _runtimes.Add(ActionRuntime.FromString(Policy, options));
        return _runtimes[^1];
    }

    private async Task<VoteResult> VoteAsync(string id, bool approve = true, Approver? by = null)
    {
        var approvals = NewRuntime().Approvals;
        var shown = (await approvals.GetAsync(id))!.ShownDigest;
        by ??= new Approver("boss", ["approver"]);
        return approve ? await approvals.ApproveAsync(id, by, shown) : await approvals.DenyAsync(id, by, shown, "no");
    }

    private async Task<ApprovalState> StateAsync(string id) => (await NewRuntime().Approvals.GetAsync(id))!.State;

    private static ActionEvent Pay(
        int amount,
        string actor = "agent",
        string environment = "production",
        string risk = "low",
        ActionContext? context = null,
        string? metadata = null
    ) =>
        ActionEvent.Create(
            actor,
            "send",
            "pay",
            environment,
            risk,
            new { amount },
            metadata is null ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { [metadata] = "x" },
            context
        );
}
