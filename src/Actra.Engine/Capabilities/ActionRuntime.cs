using System.Diagnostics;
using Actra.Approvals;
using Actra.Audit;
using Actra.Compilation;
using Actra.Guard;
using Actra.Resolution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actra.Capabilities;

/// <summary>
/// Decides about actions by a capability policy, asks people where the policy says so, and records every decision. Thread-safe. What fails (the policy, a
/// store, the log) never authorizes anything in <see cref="ExecutionMode.Enforce"/>.
/// </summary>
public sealed class ActionRuntime : IAsyncDisposable
{
    private readonly ActionRuntimeOptions _options;
    private readonly AuditWriter _log;
    private readonly ActionApprovals _approvals;
    private readonly ILogger _logger;

    /// <summary>Makes a runtime.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="options">How it runs; the defaults where null.</param>
    /// <exception cref="ArgumentException">An option is out of range, or nobody is named who approves.</exception>
    public ActionRuntime(CapabilityPolicy policy, ActionRuntimeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
        _options = options ?? new ActionRuntimeOptions();
        var guard = new GuardOptions { ServiceName = _options.ServiceName };
        guard.Validate();
        if (
            _options.Limits is not { PendingPerService: > 0, PendingPerRequester: > 0, Bytes: > 0 }
            || _options.Limits.OldestPending <= TimeSpan.Zero
        )
        {
            throw new ArgumentException("every limit must be more than zero", nameof(options));
        }

        if (
            _options.Approvals.Requirement is not { Groups: { Count: > 0 } groups }
            || groups.Any(g => g.Count < 1 || g.Roles.Count == 0 || g.Roles.Any(string.IsNullOrWhiteSpace))
        )
        {
            throw new ArgumentException("somebody must be named who approves: groups of roles", nameof(options));
        }

        if (_options.Approvals.Expires <= TimeSpan.Zero || _options.Approvals.ValidFor <= TimeSpan.Zero)
        {
            throw new ArgumentException("the times of approvals must be more than zero", nameof(options));
        }

        var store = _options.ApprovalStore ?? new InMemoryApprovalStore(_options.Clock);
        var log = _options.AuditLog ?? new InMemoryAuditLog();
        _logger = (_options.Loggers ?? NullLoggerFactory.Instance).CreateLogger<ActionRuntime>();
        _log = _options.Writer ?? new AuditWriter(log, clock: _options.Clock, keys: _options.Keys);
        _approvals = new ActionApprovals(
            policy,
            _options,
            new StoreAccess(store, _log, (_options.Pipelines ?? new ActraPipelines(guard.ResolverTimeout)).Store),
            guard.Owner
        );
        Approvals = new ApprovalService(store, log, _options.Clock, _options.Keys);
    }

    /// <summary>The policy.</summary>
    public CapabilityPolicy Policy { get; }

    /// <summary>Whether decisions count.</summary>
    public ExecutionMode Mode => _options.Mode;

    /// <summary>What people do with requests.</summary>
    public IApprovals Approvals { get; }

    /// <summary>Makes a runtime over a policy file.</summary>
    /// <param name="path">The policy's path.</param>
    /// <param name="options">How it runs; the defaults where null.</param>
    /// <exception cref="PolicyCompilationException">The file is missing or cannot be read, or something in it is wrong.</exception>
    public static ActionRuntime FromPolicy(string path, ActionRuntimeOptions? options = null) =>
        new(CapabilityPolicy.FromFile(path), options);

    /// <summary>Makes a runtime over a policy in a text.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="options">How it runs; the defaults where null.</param>
    /// <exception cref="PolicyCompilationException">Something in it is wrong.</exception>
    public static ActionRuntime FromString(string policy, ActionRuntimeOptions? options = null) =>
        new(CapabilityPolicy.FromString(policy), options);

    /// <summary>
    /// Decides about an action. Where a person has to approve, this does not wait: it makes a request, and the caller tries the same event again later. An
    /// approval is for exactly that event, and is used up by the verdict that it authorizes.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="ct">Cancels the call; nothing is authorized then.</param>
    public async ValueTask<ExecutionVerdict> ExecuteAsync(ActionEvent action, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        ct.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        var facts = ActionFactsBuilder.Of(action);
        var verdict = VerdictWriter.Write(action, facts, Policy.Judge(facts), _options);
        if (verdict.Decision == ExecutionDecision.RequireApproval && _options.Mode == ExecutionMode.Enforce)
        {
            verdict = await AskAsync(verdict, ct);
        }

        verdict = VerdictWriter.Finish(verdict) with { Duration = Stopwatch.GetElapsedTime(started) };
        return await RecordAsync(verdict, ct);
    }

    /// <summary>Writes what of the decision log still waits, unless the writer is the host's.</summary>
    public ValueTask DisposeAsync() => _options.Writer is null ? _log.DisposeAsync() : ValueTask.CompletedTask;

    private async ValueTask<ExecutionVerdict> AskAsync(ExecutionVerdict verdict, CancellationToken ct)
    {
        try
        {
            var answer = await _approvals.AskAsync(verdict.Event, verdict.Capability, verdict.Rule, ct);
            return VerdictWriter.Standing(verdict, answer);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Log.StoreFailed(_logger, e, verdict.Capability);
            return verdict with { Decision = ExecutionDecision.Deny, Reason = ExecutionReasons.StoreUnavailable };
        }
    }

    private async ValueTask<ExecutionVerdict> RecordAsync(ExecutionVerdict verdict, CancellationToken ct)
    {
        var enforced = _options.Mode == ExecutionMode.Enforce;
        try
        {
            var entry = ActionRecords.Of(verdict, Policy, _options.ServiceName);
            await _log.WriteAsync(entry, enforced ? AuditDurability.Required : AuditDurability.BestEffort, ct);
            return verdict;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Log.RecordFailed(_logger, e, verdict.Capability);
            return !enforced
                ? verdict
                : verdict with
                {
                    Authorized = false,
                    Decision = ExecutionDecision.Deny,
                    Reason = ExecutionReasons.AuditUnavailable,
                };
        }
    }
}
