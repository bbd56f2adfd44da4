using System.Reflection;

namespace Actra.Runtime;

/// <summary>Stands before an implementation and does with each call what the plan says.</summary>
internal class ProtectedProxy : DispatchProxy
{
    private object? _target;
    private ProtectionPlan? _plan;
    private CallFactory? _calls;
    private CallGate? _gate;

    public static T Wrap<T>(T implementation, ProtectionPlan plan, CallFactory calls, CallGate gate)
        where T : class
    {
        var proxy = Create<T, ProtectedProxy>();
        var behind = (ProtectedProxy)(object)proxy;
        behind._target = implementation;
        behind._plan = plan;
        behind._calls = calls;
        behind._gate = gate;
        return proxy;
    }

    /// <summary>The plan of a proxy; null for any other object.</summary>
    public static ProtectionPlan? PlanBehind(object? target) => (target as ProtectedProxy)?._plan;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var planned =
            _plan!.Find(targetMethod!)
            ?? throw new InvalidOperationException($"`{targetMethod!.Name}` was not there when the proxy was made");
        return planned.Invoke(_calls!, _gate!, _target!, targetMethod!, args ?? []);
    }
}
