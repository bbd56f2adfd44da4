using System.Runtime.CompilerServices;
using Actra.Approvals;
using Actra.Audit;
using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.Logging;

namespace Actra.Runtime;

/// <summary>Puts a runtime together without a container. What is set twice counts as it was set last; snapshot resolvers and observers add up.</summary>
public sealed class ActraRuntimeBuilder
{
    private readonly ActraPolicy _policy;
    private readonly ActraResolvers _resolvers = new();
    private readonly CallResolvers _calls = new();
    private readonly List<IDecisionObserver> _observers = [];
    private IApprovalStore? _store;
    private IAuditLog? _log;
    private TimeProvider? _clock;
    private ILoggerFactory? _loggers;
    private ActraKeyRing? _keys;
    private ActraPipelines? _pipelines;

    internal ActraRuntimeBuilder(ActraPolicy policy) => _policy = policy;

    /// <summary>Times, defaults of approvals, and the service's name: <c>app</c> unless it is set.</summary>
    public GuardOptions Options { get; } = new() { ServiceName = "app" };

    /// <summary>Says who asks.</summary>
    public ActraRuntimeBuilder UseActorResolver(IActorResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolvers.Actor = _ => resolver;
        return this;
    }

    /// <summary>Says who asks.</summary>
    public ActraRuntimeBuilder UseActorResolver(Func<ActorEvidence, CancellationToken, ValueTask<Actor>> resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return UseActorResolver(new DelegateActorResolver(resolver));
    }

    /// <summary>Says who asks, where that needs no waiting.</summary>
    public ActraRuntimeBuilder UseActorResolver(Func<ActorEvidence, Actor> resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return UseActorResolver((evidence, _) => ValueTask.FromResult(resolver(evidence)));
    }

    /// <summary>Adds a look at the state of the world.</summary>
    /// <param name="resolver">Looks.</param>
    /// <param name="actions">The actions it is for; none for all.</param>
    public ActraRuntimeBuilder UseSnapshotResolver(
        ISnapshotResolver resolver,
        params IReadOnlyCollection<string> actions
    )
    {
        ArgumentNullException.ThrowIfNull(resolver);
        var named = actions.Count == 0 ? null : actions.ToHashSet(StringComparer.Ordinal);
        _resolvers.Snapshots.Add(new SnapshotRegistration(named, _ => resolver));
        return this;
    }

    /// <summary>Adds a look at the state of the world.</summary>
    /// <param name="resolver">Looks.</param>
    /// <param name="actions">The actions it is for; none for all.</param>
    public ActraRuntimeBuilder UseSnapshotResolver(
        Func<ActionRequest, SnapshotWriter, CancellationToken, ValueTask> resolver,
        params IReadOnlyCollection<string> actions
    )
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return UseSnapshotResolver(new DelegateSnapshotResolver(resolver), actions);
    }

    /// <summary>Adds a look at the state of the world that needs no waiting.</summary>
    /// <param name="resolver">Gives the fields it found.</param>
    /// <param name="actions">The actions it is for; none for all.</param>
    public ActraRuntimeBuilder UseSnapshotResolver(
        Func<ActionRequest, FieldMap> resolver,
        params IReadOnlyCollection<string> actions
    )
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return UseSnapshotResolver(
            (request, snapshot, _) =>
            {
                foreach (var (name, value) in resolver(request))
                {
                    snapshot.Fields[name] = value;
                }

                return ValueTask.CompletedTask;
            },
            actions
        );
    }

    /// <summary>Gives what surrounds a call.</summary>
    public ActraRuntimeBuilder UseContextResolver(IContextResolver resolver)
    {
        _calls.Context = resolver;
        return this;
    }

    /// <summary>Gives what surrounds a call.</summary>
    public ActraRuntimeBuilder UseContextResolver(Func<object?> resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return UseContextResolver(new DelegateContextResolver(resolver));
    }

    /// <summary>Names actions that no attribute names.</summary>
    public ActraRuntimeBuilder UseActionTypeResolver(IActionTypeResolver resolver)
    {
        _calls.ActionType = resolver;
        return this;
    }

    /// <summary>Names actions that no attribute names, from the contract's type or the method.</summary>
    public ActraRuntimeBuilder UseActionTypeResolver(Func<System.Reflection.MemberInfo, string?> resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return UseActionTypeResolver(new DelegateActionTypeResolver(resolver));
    }

    /// <summary>Builds fields in place of the readers.</summary>
    public ActraRuntimeBuilder UseActionResolver(IActionResolver resolver)
    {
        _calls.Action = resolver;
        return this;
    }

    /// <summary>Builds fields in place of the readers.</summary>
    public ActraRuntimeBuilder UseActionResolver(Func<ActionSource, FieldMap?> resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return UseActionResolver(new DelegateActionResolver(resolver));
    }

    /// <summary>Adds an observer of decisions.</summary>
    public ActraRuntimeBuilder AddObserver(IDecisionObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observers.Add(observer);
        return this;
    }

    /// <summary>Adds an observer of decisions. It is called on the way of the call, so it should be quick; what it throws is logged.</summary>
    /// <exception cref="ArgumentException">The delegate is <c>async void</c>: what it throws would end the process.</exception>
    public ActraRuntimeBuilder OnDecision(Action<DecisionEvent> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return observer.Method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false)
            ? throw new ArgumentException("an observer is not async: what it throws would end the process")
            : AddObserver(new DelegateObserver(observer));
    }

    /// <summary>Keeps requests for approval.</summary>
    public ActraRuntimeBuilder UseApprovals(IApprovalStore store)
    {
        _store = store;
        return this;
    }

    /// <summary>Records decisions; dispose the runtime, so that none is left unwritten and the log's end is signed.</summary>
    public ActraRuntimeBuilder UseAuditLog(IAuditLog log)
    {
        _log = log;
        return this;
    }

    /// <summary>The time.</summary>
    public ActraRuntimeBuilder UseTimeProvider(TimeProvider clock)
    {
        _clock = clock;
        return this;
    }

    /// <summary>The log for operators.</summary>
    public ActraRuntimeBuilder UseLogging(ILoggerFactory loggers)
    {
        _loggers = loggers;
        return this;
    }

    /// <summary>The keys by which sensitive values are marked in records, and the log's end is signed.</summary>
    public ActraRuntimeBuilder UseKeys(ActraKeyRing keys)
    {
        _keys = keys;
        return this;
    }

    /// <summary>The Polly pipelines that hold resolvers and the store.</summary>
    public ActraRuntimeBuilder UsePipelines(ActraPipelines pipelines)
    {
        _pipelines = pipelines;
        return this;
    }

    internal ActraRuntime Build()
    {
        var log = _log is null ? null : new AuditWriter(_log, clock: _clock, keys: _keys);
        var guard = new ActionGuard(
            Options,
            new FixedPolicy(_policy),
            _resolvers,
            _store,
            log,
            _observers,
            scopes: null,
            _clock,
            _loggers?.CreateLogger<ActionGuard>(),
            _keys,
            _pipelines
        );
        return new ActraRuntime(guard, _calls, _store, log, _loggers?.CreateLogger<ActraRuntime>()) { OwnLog = log };
    }
}
