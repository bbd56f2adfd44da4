using System.Runtime.CompilerServices;
using Actra.Approvals;
using Actra.Audit;
using Actra.Compilation;
using Actra.Evaluation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actra.Runtime;

/// <summary>
/// Guards calls of the host's own code: evaluates, admits, audits, explains. Resolvers run once per decision. Thread-safe; one instance serves a host. One with
/// a decision log of its own is disposed when its work is done: then what still waits is written, and the log's end is signed where there are keys.
/// </summary>
public sealed partial class ActraRuntime : IAsyncDisposable
{
    private readonly ActionGuard _guard;
    private readonly CallFactory _calls;
    private readonly CallGate _gate;
    private readonly bool _buildsFields;

    /// <summary>Creates a runtime without resolvers, approvals or decision log, for the service <c>app</c>.</summary>
    /// <param name="policy">The policy.</param>
    public ActraRuntime(ActraPolicy policy)
        : this(new ActionGuard(new GuardOptions { ServiceName = "app" }, new FixedPolicy(policy), new ActraResolvers()))
    { }

    /// <summary>Creates a runtime over a guard.</summary>
    /// <param name="guard">Judges, records, claims.</param>
    /// <param name="resolvers">The resolvers that only calls have.</param>
    /// <param name="store">Keeps requests for approval; the guard's. Null: what needs approval throws.</param>
    /// <param name="log">The decision log; the guard's.</param>
    /// <param name="logger">The log for operators.</param>
    public ActraRuntime(
        ActionGuard guard,
        CallResolvers? resolvers = null,
        IApprovalStore? store = null,
        AuditWriter? log = null,
        ILogger<ActraRuntime>? logger = null
    )
    {
        ArgumentNullException.ThrowIfNull(guard);
        _guard = guard;
        _buildsFields = resolvers?.Action is not null;
        _calls = new CallFactory(guard.Policies, resolvers ?? new CallResolvers());
        _gate = new CallGate(guard, store, log, logger ?? NullLogger<ActraRuntime>.Instance);
    }

    /// <summary>The writer that belongs to this runtime alone, and ends with it; null where the log is somebody else's.</summary>
    internal AuditWriter? OwnLog { private get; init; }

    /// <summary>The policy in force.</summary>
    public ActraPolicy Policy => _guard.Policies.Current;

    /// <summary>Creates a runtime with resolvers and whatever else it needs. Dispose it where it has a decision log.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="configure">Says what.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ActraRuntime Create(ActraPolicy policy, Action<ActraRuntimeBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new ActraRuntimeBuilder(policy);
        configure(builder);
        return builder.Build();
    }

    /// <summary>Ends the runtime's own decision log; a log that was handed in goes on.</summary>
    public ValueTask DisposeAsync() => OwnLog?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Names an action with its fields. What the schema does not declare is left out, and a field called <c>type</c> is never the action's type.</summary>
    /// <param name="actionType">The action's name in the schema.</param>
    /// <param name="fields">The fields by name; values as <see cref="FieldValue.From"/> takes them.</param>
    /// <exception cref="FieldValueException">A value cannot be a field's value.</exception>
    public ActionCall NewAction(string actionType, params IEnumerable<(string Name, object? Value)> fields)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actionType);
        var pairs = fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
        return new ActionCall(actionType, _calls.Declared(actionType, pairs));
    }

    /// <summary>Builds an action from a contract, as <c>AdmitAsync</c> would: by the action resolver, or by the contract's attributes and properties.</summary>
    /// <exception cref="ActraException">A resolver failed, or the contract does not fit its action.</exception>
    public ActionCall BuildAction<TContract>(TContract contract)
    {
        var work = _calls.OfContract(contract, null);
        return new ActionCall(work.ActionType, work.Reader.Read(work.Source), work.Context);
    }

    /// <summary>Builds an action from named values, by choice of some fields, a builder, or both; the schema's fields are all that remains.</summary>
    /// <param name="actionType">The action's name in the schema.</param>
    /// <param name="values">The values by field name.</param>
    /// <param name="fields">The only fields taken from them; null for all that the schema declares.</param>
    /// <param name="builder">Makes the fields from what was taken; null takes them as they are.</param>
    /// <exception cref="ActraException">The builder failed.</exception>
    public ActionCall BuildAction(
        string actionType,
        FieldMap values,
        IReadOnlyCollection<string>? fields = null,
        Func<FieldMap, FieldMap>? builder = null
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actionType);
        ArgumentNullException.ThrowIfNull(values);
        var taken = fields is null
            ? values
            : new FieldMap(values.Where(field => fields.Contains(field.Key, StringComparer.Ordinal)));
        return new ActionCall(actionType, _calls.Declared(actionType, builder is null ? taken : Built(builder, taken)));
    }

    /// <summary>What the policy says about a contract, or about an <see cref="ActionCall"/>. Observers are told; nothing is recorded or parked.</summary>
    /// <exception cref="ActraException">A resolver failed, or the contract does not fit its action.</exception>
    public ValueTask<Decision> EvaluateAsync<TContract>(TContract contract, CancellationToken ct = default) =>
        JudgeAsync(_calls.OfContract(contract, null), ct);

    /// <summary>What the policy says about an action with named fields.</summary>
    /// <inheritdoc cref="EvaluateAsync{TContract}(TContract, CancellationToken)" path="/exception" />
    [OverloadResolutionPriority(1)]
    public ValueTask<Decision> EvaluateAsync(
        string actionType,
        FieldMap? fields = null,
        CancellationToken ct = default
    ) => EvaluateAsync(Named(actionType, fields), ct);

    /// <summary>True where the policy allows it: neither blocked nor in need of approval.</summary>
    /// <inheritdoc cref="EvaluateAsync{TContract}(TContract, CancellationToken)" path="/exception" />
    public async ValueTask<bool> IsAllowedAsync<TContract>(TContract contract, CancellationToken ct = default) =>
        (await EvaluateAsync(contract, ct)).Effect == Effect.Allow;

    /// <summary>True where the policy allows an action with named fields.</summary>
    /// <inheritdoc cref="EvaluateAsync{TContract}(TContract, CancellationToken)" path="/exception" />
    [OverloadResolutionPriority(1)]
    public ValueTask<bool> IsAllowedAsync(string actionType, FieldMap? fields = null, CancellationToken ct = default) =>
        IsAllowedAsync(Named(actionType, fields), ct);

    /// <summary>True where the policy blocks it; what needs approval is not blocked.</summary>
    /// <inheritdoc cref="EvaluateAsync{TContract}(TContract, CancellationToken)" path="/exception" />
    public async ValueTask<bool> IsBlockedAsync<TContract>(TContract contract, CancellationToken ct = default) =>
        (await EvaluateAsync(contract, ct)).Effect == Effect.Block;

    /// <summary>True where the policy blocks an action with named fields.</summary>
    /// <inheritdoc cref="EvaluateAsync{TContract}(TContract, CancellationToken)" path="/exception" />
    [OverloadResolutionPriority(1)]
    public ValueTask<bool> IsBlockedAsync(string actionType, FieldMap? fields = null, CancellationToken ct = default) =>
        IsBlockedAsync(Named(actionType, fields), ct);

    /// <summary>True where the policy requires approval.</summary>
    /// <inheritdoc cref="EvaluateAsync{TContract}(TContract, CancellationToken)" path="/exception" />
    public async ValueTask<bool> RequiresApprovalAsync<TContract>(TContract contract, CancellationToken ct = default) =>
        (await EvaluateAsync(contract, ct)).Effect == Effect.RequireApproval;

    /// <summary>True where the policy requires approval for an action with named fields.</summary>
    /// <inheritdoc cref="EvaluateAsync{TContract}(TContract, CancellationToken)" path="/exception" />
    [OverloadResolutionPriority(1)]
    public ValueTask<bool> RequiresApprovalAsync(
        string actionType,
        FieldMap? fields = null,
        CancellationToken ct = default
    ) => RequiresApprovalAsync(Named(actionType, fields), ct);

    /// <summary>What the policy says about a contract or an <see cref="ActionCall"/>, and why: each rule and comparison. Nobody is told.</summary>
    /// <exception cref="ActraException">A resolver failed or rejected the call, or the contract does not fit its action.</exception>
    public Task<Explanation> ExplainAsync<TContract>(TContract contract, CancellationToken ct = default) =>
        ExplainAsync(_calls.OfContract(contract, null), AdmitOptions.Default, ct);

    /// <summary>What the policy says about an action with named fields, and why.</summary>
    /// <inheritdoc cref="ExplainAsync{TContract}(TContract, CancellationToken)" path="/exception" />
    [OverloadResolutionPriority(1)]
    public Task<Explanation> ExplainAsync(string actionType, FieldMap? fields = null, CancellationToken ct = default) =>
        ExplainAsync(Named(actionType, fields), ct);

    private async Task<Explanation> ExplainAsync(CallWork work, AdmitOptions options, CancellationToken ct)
    {
        var judgement = await _guard.PreviewAsync(work.ToItem(options), ct);
        return judgement.Rejection is { } rejection
            ? throw new ActraException(
                $"action `{work.ActionType}` can never be judged: {rejection.Code}: {rejection.Reason}"
            )
            : Policy.Explain(judgement.Inputs[0]);
    }

    private async ValueTask<Decision> JudgeAsync(CallWork work, CancellationToken ct)
    {
        var judgement = await _guard.JudgeAsync(work.ToItem(AdmitOptions.Default), ct);
        return judgement.Strictest
            ?? new Decision
            {
                Effect = Effect.Block,
                Kind = DecisionKind.InputError,
                ActionType = work.ActionType,
                PolicyHash = Policy.Hash,
                Reason = $"{judgement.Rejection!.Code}: {judgement.Rejection.Reason}",
            };
    }

    private ActionCall Named(string actionType, FieldMap? fields) => BuildAction(actionType, fields ?? []);

    private static FieldMap Built(Func<FieldMap, FieldMap> builder, FieldMap taken)
    {
        try
        {
            return builder(new FieldMap(taken)) ?? throw new ActraException("it returned null");
        }
        catch (Exception e)
        {
            throw new ActraException($"the action builder failed: {e.Message}", e);
        }
    }
}
