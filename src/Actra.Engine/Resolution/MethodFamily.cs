using System.Reflection;

namespace Actra.Resolution;

/// <summary>The methods whose attributes hold for a method.</summary>
internal static class MethodFamily
{
    /// <summary>The method, then each method it overrides, nearest first; last, together, the interface methods it implements.</summary>
    public static IEnumerable<IReadOnlyList<MethodInfo>> Of(MethodInfo method)
    {
        var root = method.GetBaseDefinition();
        for (var type = method.DeclaringType; type is not null; type = type.BaseType)
        {
            var here = type.GetMethods(
                    BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.Instance
                        | BindingFlags.Static
                        | BindingFlags.DeclaredOnly
                )
                .FirstOrDefault(candidate =>
                    candidate.HasSameMetadataDefinitionAs(method) || Overrides(candidate, root)
                );
            if (here is not null)
            {
                yield return [here];
            }
        }

        yield return [.. Implemented(method)];
    }

    private static bool Overrides(MethodInfo candidate, MethodInfo root) =>
        candidate.IsVirtual && candidate.GetBaseDefinition() == root;

    private static IEnumerable<MethodInfo> Implemented(MethodInfo method)
    {
        var type = method.ReflectedType;
        if (type is null || type.IsInterface || method.IsStatic)
        {
            yield break;
        }

        var root = method.GetBaseDefinition();
        foreach (var contract in type.GetInterfaces())
        {
            var map = type.GetInterfaceMap(contract);
            for (var i = 0; i < map.TargetMethods.Length; i++)
            {
                if (map.TargetMethods[i].GetBaseDefinition() == root)
                {
                    yield return map.InterfaceMethods[i];
                }
            }
        }
    }
}
