using Actra.Approvals;
using Actra.Audit;
using Actra.Capabilities;
using Actra.Engine.Tests.Guard;
using Actra.Guard;
using Actra.Model;
using Actra.Testing;

namespace Actra.Engine.Tests.Capabilities;

public class ActionRuntimeTests
{
    private const string Policy = "{require_approval: [pay.send], allow: [files.read], deny: [shell]}";

    private static readonly ActraKeyRing Keys = new(new KeyValuePair<string, byte[]>("k1", new byte[32]));
    private static readonly Approver Boss = new("boss", ["approver"]);

    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryAuditLog _log = new();

    [Theory]
    [InlineData("files", "read", true, "policy_allow")]
    [InlineData("shell", "run", false, "policy_deny")]
    [InlineData("files", "write", false, "policy_default_deny")]
    public async Task Every_verdict_is_recorded(string resource, string verb, bool authorized, string reason)
    {
        await using var runtime = Runtime();

        var verdict = await runtime.ExecuteAsync(ActionEvent.Create("agent", verb, resource));

        Assert.Equal((authorized, reason), (verdict.Authorized, verdict.Reason));
        var record = Assert.Single(_log.Records).Entry;
        Assert.Equal((reason, "agent", runtime.Policy.Hash), (record.Reason, record.Actor, record.PolicyHash));
    }

    [Fact]
    public async Task An_approval_lets_exactly_this_action_run_once()
    {
        await using var runtime = Runtime();
        var asked = await runtime.ExecuteAsync(Pay(100));
        Assert.Equal($"approval_required:{asked.ApprovalId}", asked.Reason);
        Assert.Equal(asked.ApprovalId, (await runtime.ExecuteAsync(Pay(100))).ApprovalId);

        await Approve(runtime, asked.ApprovalId!);

        Assert.False((await runtime.ExecuteAsync(Pay(101))).Authorized);
        Assert.False((await runtime.ExecuteAsync(Pay(100, "production"))).Authorized);
        Assert.False((await runtime.ExecuteAsync(Pay(100, actor: "other"))).Authorized);
        var used = await runtime.ExecuteAsync(Pay(100));
        Assert.Equal((true, "previously_approved"), (used.Authorized, used.Reason));
        var again = await runtime.ExecuteAsync(Pay(100));
        Assert.False(again.Authorized);
        Assert.NotEqual(asked.ApprovalId, again.ApprovalId);
    }

    [Fact]
    public async Task Of_many_at_once_one_gets_through()
    {
        await using var runtime = Runtime();
        await Approve(runtime, (await runtime.ExecuteAsync(Pay(1))).ApprovalId!);

        var verdicts = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await runtime.ExecuteAsync(Pay(1))))
        );

        Assert.Single(verdicts, verdict => verdict.Authorized);
        Assert.True((await AuditVerifier.VerifyAsync(_log)).IsIntact);
    }

    [Fact]
    public async Task Nobody_approves_their_own_action()
    {
        await using var runtime = Runtime();
        var asked = await runtime.ExecuteAsync(Pay(1, actor: "boss"));

        var vote = await Vote(runtime, asked.ApprovalId!, approve: true);

        Assert.Equal(VoteOutcome.OwnRequest, vote.Outcome);
    }

    [Fact]
    public async Task A_denial_stands_until_its_votes_would_have_ended()
    {
        await using var runtime = Runtime("{require_approval: [pay.send], approval_timeout_seconds: 60}");
        var asked = await runtime.ExecuteAsync(Pay(1));
        await Vote(runtime, asked.ApprovalId!, approve: false);

        Assert.Equal($"approval_denied:{asked.ApprovalId}", (await runtime.ExecuteAsync(Pay(1))).Reason);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.StartsWith("approval_required:", (await runtime.ExecuteAsync(Pay(1))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_lapses()
    {
        await using var runtime = Runtime();
        var asked = await runtime.ExecuteAsync(Pay(1));
        await Approve(runtime, asked.ApprovalId!);
        _clock.Advance(TimeSpan.FromHours(5));

        Assert.False((await runtime.ExecuteAsync(Pay(1))).Authorized);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_approval_that_was_written_into_the_store_is_refused_recorded_and_asked_for_anew(bool pending)
    {
        var rows = new EditableStore(_clock);
        await using var runtime = Runtime(store: rows, keys: Keys);
        var asked = await runtime.ExecuteAsync(Pay(1));
        if (!pending)
        {
            await Approve(runtime, asked.ApprovalId!);
        }

        await rows.EditAsync(
            asked.ApprovalId!,
            request => request with { State = ApprovalState.Approved, ValidUntil = _clock.GetUtcNow().AddDays(9) }
        );

        var verdict = await runtime.ExecuteAsync(Pay(1));

        Assert.False(verdict.Authorized);
        Assert.Equal(ExecutionDecision.RequireApproval, verdict.Decision);
        Assert.NotEqual(asked.ApprovalId, verdict.ApprovalId);
        Assert.Equal(ApprovalState.Blocked, (await runtime.Approvals.GetAsync(asked.ApprovalId!))!.State);
        Assert.Contains(
            _log.Records,
            record => record.Entry is { Kind: AuditKind.Refused, Detail: AdmissionCodes.GrantForged }
        );
    }

    [Fact]
    public async Task An_approval_that_people_gave_a_host_with_keys_is_used_once()
    {
        await using var runtime = Runtime(store: new EditableStore(_clock), keys: Keys);
        await Approve(runtime, (await runtime.ExecuteAsync(Pay(1))).ApprovalId!);
        Assert.True((await runtime.ExecuteAsync(Pay(1))).Authorized);
        Assert.False((await runtime.ExecuteAsync(Pay(1))).Authorized);
    }

    [Fact]
    public async Task A_wish_for_approval_is_heeded_and_opens_nothing()
    {
        await using var runtime = Runtime();
        var wish = new Dictionary<string, object?> { ["require_approval"] = true };

        var allowed = await runtime.ExecuteAsync(ActionEvent.Create("agent", "read", "files", metadata: wish));
        var unknown = await runtime.ExecuteAsync(ActionEvent.Create("agent", "write", "files", metadata: wish));

        Assert.Equal(ExecutionDecision.RequireApproval, allowed.Decision);
        Assert.Equal("policy_default_deny", unknown.Reason);
    }

    [Theory]
    [InlineData("shell", "run", "observed: would_have_blocked_due_to_policy_deny")]
    [InlineData("files", "read", "observed: policy_allow")]
    [InlineData("pay", "send", "observed: would_have_blocked_due_to_approval_required:none")]
    public async Task Observing_authorizes_and_asks_nobody(string resource, string verb, string reason)
    {
        await using var runtime = Runtime(mode: ExecutionMode.Observe);

        var verdict = await runtime.ExecuteAsync(ActionEvent.Create("agent", verb, resource));

        Assert.Equal((true, reason), (verdict.Authorized, verdict.Reason));
        Assert.Empty(await runtime.Approvals.ListAsync());
    }

    [Fact]
    public async Task A_store_that_fails_denies()
    {
        await using var runtime = Runtime(store: new FailingStore(new InMemoryApprovalStore(_clock)) { Down = true });

        var verdict = await runtime.ExecuteAsync(Pay(1));

        Assert.Equal((false, ExecutionReasons.StoreUnavailable), (verdict.Authorized, verdict.Reason));
    }

    [Fact]
    public async Task A_log_that_fails_denies()
    {
        await using var runtime = Runtime(log: new FailingLog());

        var verdict = await runtime.ExecuteAsync(ActionEvent.Create("agent", "read", "files"));

        Assert.Equal((false, ExecutionReasons.AuditUnavailable), (verdict.Authorized, verdict.Reason));
    }

    [Fact]
    public async Task A_cancelled_call_authorizes_nothing()
    {
        await using var runtime = Runtime();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await runtime.ExecuteAsync(Pay(1), new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task The_log_learns_nothing_of_the_payload_but_its_digest()
    {
        await using var runtime = Runtime();

        await runtime.ExecuteAsync(ActionEvent.Create("agent", "read", "files", payload: new { secret = "s3cret" }));

        var inputs = Assert.Single(_log.Records).Entry.Inputs;
        Assert.Contains("payload.hash", inputs.Keys);
        Assert.DoesNotContain(inputs.Values, value => value.Contains("s3cret", StringComparison.Ordinal));
    }

    private static ActionEvent Pay(int amount, string environment = "development", string actor = "agent") =>
        ActionEvent.Create(actor, "send", "pay", environment, payload: new { amount });

    private static async Task Approve(ActionRuntime runtime, string id) =>
        Assert.Equal(VoteOutcome.Approved, (await Vote(runtime, id, approve: true)).Outcome);

    private static async Task<VoteResult> Vote(ActionRuntime runtime, string id, bool approve)
    {
        var shown = (await runtime.Approvals.GetAsync(id))!.ShownDigest;
        return approve
            ? await runtime.Approvals.ApproveAsync(id, Boss, shown)
            : await runtime.Approvals.DenyAsync(id, Boss, shown, "no");
    }

    private ActionRuntime Runtime(
        string policy = Policy,
        ExecutionMode mode = ExecutionMode.Enforce,
        IApprovalStore? store = null,
        IAuditLog? log = null,
        ActraKeyRing? keys = null
    ) =>
        ActionRuntime.FromString(
            policy,
            new ActionRuntimeOptions
            {
                Mode = mode,
                ApprovalStore = store,
                Keys = keys,
                AuditLog = log ?? _log,
                Clock = _clock,
            }
        );

    private sealed class FailingLog : IAuditLog
    {
        public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
            throw new IOException("the disk is full");

        public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) =>
            AsyncEnumerable.Empty<AuditRecord>();
    }
}
