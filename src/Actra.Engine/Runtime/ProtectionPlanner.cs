using System.Reflection;
using Actra.Resolution;

namespace Actra.Runtime;

/// <summary>Reads the attributes of an implementation, and refuses what a proxy could not guard.</summary>
internal sealed class ProtectionPlanner
{
    private readonly CallFactory _calls;
    private readonly bool _checkFields;
    private readonly List<string> _problems = [];

    private ProtectionPlanner(CallFactory calls, bool checkFields)
    {
        _calls = calls;
        _checkFields = checkFields;
    }

    /// <exception cref="ContractException">Some method cannot be guarded; all are listed.</exception>
    public static ProtectionPlan Plan(Type contract, Type implementation, CallFactory calls, bool checkFields)
    {
        var planner = new ProtectionPlanner(calls, checkFields);
        var methods = new Dictionary<MethodInfo, ProtectedMethod>();
        foreach (var owner in contract.GetInterfaces().Prepend(contract))
        {
            var map = implementation.GetInterfaceMap(owner);
            for (var i = 0; i < map.InterfaceMethods.Length; i++)
            {
                var declared = map.InterfaceMethods[i];
                if (
                    !declared.IsStatic
                    && planner.Method(owner, declared, Own(implementation, map.TargetMethods[i])) is { } planned
                )
                {
                    methods[declared] = planned;
                }
            }
        }

        return planner._problems.Count == 0
            ? new ProtectionPlan(methods)
            : throw new ContractException(implementation.Name, null, planner._problems);
    }

    private ProtectedMethod? Method(Type owner, MethodInfo declared, MethodInfo implementation)
    {
        var endpoint = $"{owner.Name}.{declared.Name}";
        var marks = MarksOf(implementation);
        var exempt = marks.Exempt || (!marks.Any && ActionNames.ExemptionOf(implementation.ReflectedType!) is not null);
        if (Refusal(declared, marks, exempt) is { } refusal)
        {
            _problems.Add($"`{declared.Name}` {refusal}");
            return null;
        }

        if (exempt)
        {
            return new ProtectedMethod(implementation, ProtectionMode.Exempt, "", null, endpoint);
        }

        var mode = marks.Admit is null ? ProtectionMode.Audit : ProtectionMode.Admit;
        var fields = marks.Admit is null ? marks.Audit!.Fields : marks.Admit.Fields;
        try
        {
            var action = marks.Admit?.Action ?? marks.Audit?.Action ?? ActionOf(implementation);
            if (_checkFields)
            {
                _calls.ReaderOf(action, implementation, fields);
            }

            return new ProtectedMethod(implementation, mode, action, fields, endpoint);
        }
        catch (ContractException e)
        {
            _problems.AddRange(e.Problems.Select(problem => $"`{declared.Name}`, action `{e.Action}`: {problem}"));
            return null;
        }
    }

    private static string? Refusal(MethodInfo declared, Marks marks, bool exempt)
    {
        if (marks.Count > 1)
        {
            return "has more than one of [Admit], [Audit] and [ActraExempt]";
        }

        if (!marks.Any && !exempt)
        {
            return "has neither [Admit], [Audit] nor [ActraExempt]";
        }

        if (declared.GetParameters().Any(parameter => parameter.ParameterType.IsByRef) || declared.ReturnType.IsByRef)
        {
            return "has ref or out parameters, or returns by ref";
        }

        if (exempt)
        {
            return null;
        }

        return declared.IsGenericMethod ? "is generic: its fields cannot be known beforehand"
            : IsStream(declared.ReturnType) ? "returns a stream, which would be read after the decision"
            : null;
    }

    private string ActionOf(MethodInfo implementation)
    {
        var name = implementation.Name[(implementation.Name.LastIndexOf('.') + 1)..];
        var bare = name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;
        return ActionNames.Of(implementation) ?? _calls.ActionOf(implementation) ?? Naming.ToSnakeCase(bare);
    }

    private static Marks MarksOf(MethodInfo implementation) =>
        MethodFamily
            .Of(implementation)
            .Select(level => new Marks(
                First<AdmitAttribute>(level),
                First<AuditAttribute>(level),
                First<ActraExemptAttribute>(level) is not null
            ))
            .FirstOrDefault(marks => marks.Any);

    private static T? First<T>(IEnumerable<MethodInfo> level)
        where T : Attribute =>
        level.Select(method => method.GetCustomAttribute<T>(inherit: false)).FirstOrDefault(found => found is not null);

    private static bool IsStream(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    /// <summary>The same method as its implementing type reflects it, so that the type's interfaces are looked into.</summary>
    private static MethodInfo Own(Type implementation, MethodInfo target) =>
        implementation
            .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .FirstOrDefault(method => method.MethodHandle == target.MethodHandle)
        ?? target;

    private readonly record struct Marks(AdmitAttribute? Admit, AuditAttribute? Audit, bool Exempt)
    {
        public int Count => (Admit is null ? 0 : 1) + (Audit is null ? 0 : 1) + (Exempt ? 1 : 0);

        public bool Any => Count > 0;
    }
}
