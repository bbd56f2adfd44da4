using System.Diagnostics;
using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actra.Guard;

/// <summary>
/// The one admission pipeline that every adapter calls: resolve, evaluate, record, and for work that needs approval find and claim it. Nothing runs
/// unless it says <see cref="AdmissionKind.Run"/>. Thread-safe.
/// </summary>
public sealed class ActionGuard
{
    private readonly InputBuilder _inputs;
    private readonly DecisionRecorder _recorder;
    private readonly ApprovalGate _gate;
    private readonly IServiceScopeFactory? _scopes;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <summary>Creates a guard.</summary>
    /// <param name="options">What it needs to know about its host.</param>
    /// <param name="policies">The policy in force.</param>
    /// <param name="resolvers">Who asks, and the state of the world.</param>
    /// <param name="store">Keeps requests for approval. Null: what needs approval is blocked.</param>
    /// <param name="log">The decision log. Null: nothing is recorded.</param>
    /// <param name="observers">Told of every decision.</param>
    /// <param name="scopes">Opens a scope per piece of work for resolvers that are scoped services.</param>
    /// <param name="clock">The time; the system's where null.</param>
    /// <param name="logger">The log for operators.</param>
    /// <param name="keys">The host's keys; sensitive values are marked with one of them in records.</param>
    /// <param name="pipelines">The Polly pipelines; defaults where null.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ActionGuard(
        GuardOptions options,
        IPolicySource policies,
        ActraResolvers resolvers,
        IApprovalStore? store = null,
        AuditWriter? log = null,
        IEnumerable<IDecisionObserver>? observers = null,
        IServiceScopeFactory? scopes = null,
        TimeProvider? clock = null,
        ILogger<ActionGuard>? logger = null,
        ActraKeyRing? keys = null,
        ActraPipelines? pipelines = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(resolvers);
        options.Validate();
        Options = options;
        Policies = policies;
        _scopes = scopes;
        _clock = clock ?? TimeProvider.System;
        _logger = logger ?? NullLogger<ActionGuard>.Instance;
        pipelines ??= new ActraPipelines(options.ResolverTimeout);
        _inputs = new InputBuilder(resolvers, pipelines, _clock);
        _recorder = new DecisionRecorder(options, log, [.. observers ?? []], new SensitiveMask(keys), _clock, _logger);
        var calls = new ApprovalCalls(store, log, pipelines.Store, _logger);
        var sealer = keys is null ? null : new GrantSealer(keys);
        var offer = new ParkingOffer(
            options,
            calls,
            new BacklogWatch(options, calls, _clock, _logger),
            _recorder,
            sealer,
            _clock
        );
        _gate = new ApprovalGate(options, calls, offer, _recorder, sealer, _clock, _logger);
    }

    /// <summary>The options.</summary>
    public GuardOptions Options { get; }

    /// <summary>The policy in force.</summary>
    public IPolicySource Policies { get; }

    /// <summary>
    /// Decides what happens to a piece of work, and records it. Throws only for cancellation and then nothing has moved; whatever else goes wrong, the
    /// work is deferred.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled: leave the work where it is.</exception>
    public async ValueTask<Admission> AdmitAsync(WorkItem item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        using var activity = ActraTelemetry.Source.StartActivity("actra.admit");
        Admission admission;
        try
        {
            admission = await DecideOrFaultAsync(item, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            admission = Admissions.Defer(AdmissionCodes.Unavailable, e.Message, DelayFor(item)) with { Error = e };
            Log.Deferred(
                _logger,
                e,
                DecisionRecorder.NameOf(item.Kind),
                item.WorkId,
                item.Endpoint,
                admission.Delay,
                admission.Reason
            );
            await _recorder.RecordDeferralAsync(item, admission);
        }

        Report(item, admission, activity);
        return admission;
    }

    /// <summary>Evaluates a piece of work and tells observers; nothing is recorded, parked or claimed.</summary>
    /// <exception cref="ActraException">A resolver failed, or a value cannot be a field's value.</exception>
    public async ValueTask<Judgement> JudgeAsync(WorkItem item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        var judgement = await EvaluateAsync(item, null, ct);
        _recorder.Observe(item, judgement);
        return judgement;
    }

    /// <summary>Evaluates a piece of work and tells nobody: for explanations.</summary>
    /// <exception cref="ActraException">A resolver failed, or a value cannot be a field's value.</exception>
    public ValueTask<Judgement> PreviewAsync(WorkItem item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        return EvaluateAsync(item, null, ct);
    }

    /// <summary>The delay before work is looked at again, growing with its attempts.</summary>
    public TimeSpan DelayFor(WorkItem item)
    {
        var doublings = Math.Clamp(item.Deferrals, 0, 20);
        var delay = Options.FirstDefer * Math.Pow(2, doublings);
        return delay < Options.LongestDefer ? delay : Options.LongestDefer;
    }

    private async ValueTask<Admission> DecideOrFaultAsync(WorkItem item, CancellationToken ct)
    {
        try
        {
            return await DecideAsync(item, ct);
        }
        catch (FieldValueException e)
        {
            // Resolvers' exceptions come wrapped: this one is about the payload, which no waiting mends.
            return await RecordedAsync(
                item,
                Admissions.Fault(AdmissionCodes.InputError, e.Message),
                AuditKind.Faulted,
                ct
            );
        }
    }

    private async ValueTask<Admission> DecideAsync(WorkItem item, CancellationToken ct)
    {
        // What carries a hint, or may have been handed out before, is looked up first: its requester's identity was frozen when it parked.
        var known =
            item.ApprovalHint is not null || item.Redelivered || item.ClosedGeneration is not null
                ? await _gate.FindAsync(item, ct)
                : null;
        var judgement = await EvaluateAsync(item, known is { IsClosed: false } ? known.Requester : null, ct);
        if (known is null && judgement.Rejection is null && judgement.Strictest?.Effect == Effect.RequireApproval)
        {
            known = await _gate.FindAsync(item, ct);
            if (known is { State: ApprovalState.Released or ApprovalState.Approved })
            {
                judgement = await EvaluateAsync(item, known.Requester, ct);
            }
        }

        _recorder.Observe(item, judgement);
        if (judgement.Rejection is { } rejection)
        {
            var rejected = Admissions.Fault(AdmissionCodes.Rejected, $"{rejection.Code}: {rejection.Reason}") with
            {
                Actor = judgement.Actor,
            };
            return await RecordedAsync(item, await _gate.BlockedAsync(known, rejected, ct), AuditKind.Faulted, ct);
        }

        if (Unanswered(judgement) is { } problem)
        {
            throw new ActraException(problem);
        }

        return await _gate.AdmitAsync(item, judgement, known, ct);
    }

    /// <summary>
    /// An answer of a resolver that does not fit the schema is no verdict: the work waits for a better one. But what an unproven actor lacks, no waiting brings.
    /// </summary>
    private static string? Unanswered(Judgement judgement)
    {
        var problems = judgement.Decisions.SelectMany(decision => decision.Problems).ToList();
        var senders = problems.Exists(problem =>
            problem.Field is null or { Domain: Domain.Action }
            || (problem.Field is { Domain: Domain.Actor } && !judgement.Actor.Verified)
        );
        return
            problems.Count == 0
            || senders
            || judgement.Decisions.Any(decision =>
                decision is { Effect: Effect.Block, Kind: not DecisionKind.InputError }
            )
            ? null
            : $"a resolver's answer does not fit the schema: {problems[0].Message}";
    }

    private async ValueTask<Judgement> EvaluateAsync(WorkItem item, ActorIdentity? frozen, CancellationToken ct)
    {
        var started = _clock.GetTimestamp();
        await using var scope =
            item.Services is null && _scopes is not null && _inputs.HasResolvers
                ? _scopes.CreateAsyncScope()
                : default(AsyncServiceScope?);
        var services = item.Services ?? scope?.ServiceProvider;
        var policy = item.Policy ?? Policies.Current;
        var (actor, identity) = await _inputs.ActorAsync(item, frozen, services, ct);
        var decisions = new List<Decision>(item.Actions.Count);
        var inputs = new List<PolicyInput>(item.Actions.Count);
        foreach (var action in item.Actions)
        {
            var (input, rejection) = await _inputs.InputAsync(item, action, policy, actor, identity, services, ct);
            if (input is null)
            {
                return new Judgement
                {
                    Policy = policy,
                    Decisions = [],
                    Inputs = [],
                    Actor = identity,
                    Rejection = rejection,
                    Duration = _clock.GetElapsedTime(started),
                };
            }

            inputs.Add(input);
            decisions.Add(policy.Evaluate(input));
        }

        return new Judgement
        {
            Policy = policy,
            Decisions = decisions,
            Inputs = inputs,
            Actor = identity,
            Duration = _clock.GetElapsedTime(started),
        };
    }

    private async ValueTask<Admission> RecordedAsync(
        WorkItem item,
        Admission admission,
        AuditKind kind,
        CancellationToken ct
    )
    {
        await _recorder.RecordAsync(
            item,
            kind,
            admission.Actor,
            admission.Code,
            admission.Reason,
            admission.ApprovalId,
            ct
        );
        return admission;
    }

    private void Report(WorkItem item, Admission admission, Activity? activity)
    {
        var kind = DecisionRecorder.NameOf(item.Kind);
        var outcome = admission.Kind.ToString().ToLowerInvariant();
        ActraTelemetry.Admissions.Add(1, new("kind", kind), new("outcome", outcome), new("code", admission.Code));
        if (activity is not null)
        {
            activity.SetTag("actra.kind", kind);
            activity.SetTag("actra.endpoint", item.Endpoint);
            activity.SetTag(
                "actra.action",
                admission.Decision?.ActionType ?? (item.Actions.Count > 0 ? item.Actions[0].ActionType : null)
            );
            activity.SetTag("actra.effect", admission.Decision?.Effect.ToName());
            activity.SetTag("actra.rule", admission.Decision?.RuleId);
            activity.SetTag("actra.policy_hash", admission.Decision?.PolicyHash);
            activity.SetTag("actra.outcome", outcome);
            activity.SetTag("actra.approval_id", admission.ApprovalId);
        }

        switch (admission.Kind)
        {
            case AdmissionKind.Fault:
                Log.Faulted(_logger, kind, item.WorkId, item.Endpoint, admission.Code, admission.Reason);
                break;
            case AdmissionKind.Park:
                Log.Parked(_logger, kind, item.WorkId, item.Endpoint, admission.ApprovalId, admission.Reason);
                break;
            case AdmissionKind.Drop:
                Log.Dropped(_logger, kind, item.WorkId, item.Endpoint, admission.Reason);
                break;
            case AdmissionKind.Run when admission.ApprovalId is { } id:
                Log.Claimed(_logger, kind, item.WorkId, item.Endpoint, id);
                break;
        }
    }
}
