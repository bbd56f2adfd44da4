using System.Reflection;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Runtime;

internal sealed class DelegateActorResolver(Func<ActorEvidence, CancellationToken, ValueTask<Actor>> resolve)
    : IActorResolver
{
    public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct) => resolve(evidence, ct);
}

internal sealed class DelegateSnapshotResolver(
    Func<ActionRequest, SnapshotWriter, CancellationToken, ValueTask> resolve
) : ISnapshotResolver
{
    public ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct) =>
        resolve(request, snapshot, ct);
}

internal sealed class DelegateContextResolver(Func<object?> resolve) : IContextResolver
{
    public object? Resolve() => resolve();
}

internal sealed class DelegateActionTypeResolver(Func<MemberInfo, string?> resolve) : IActionTypeResolver
{
    public string? Resolve(Type? contract, MethodInfo? method) => resolve((MemberInfo?)method ?? contract!);
}

internal sealed class DelegateActionResolver(Func<ActionSource, FieldMap?> resolve) : IActionResolver
{
    public FieldMap? Resolve(ActionSource source) => resolve(source);
}

internal sealed class DelegateObserver(Action<DecisionEvent> observe) : IDecisionObserver
{
    public void OnDecision(DecisionEvent decision) => observe(decision);
}
