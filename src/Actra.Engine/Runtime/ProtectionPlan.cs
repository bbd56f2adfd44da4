using System.Reflection;

namespace Actra.Runtime;

/// <summary>What a proxy does with each method of an interface.</summary>
internal sealed class ProtectionPlan(IReadOnlyDictionary<MethodInfo, ProtectedMethod> methods)
{
    /// <summary>The plan for a method of the interface; null where it has no such method.</summary>
    public ProtectedMethod? Find(MethodInfo method) =>
        methods.GetValueOrDefault(method.IsGenericMethod ? method.GetGenericMethodDefinition() : method);
}
