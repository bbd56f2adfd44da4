using System.Collections.Concurrent;
using System.Reflection;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Runtime;

/// <summary>The readers of contracts and methods, built once per schema: a reloaded policy gets its own.</summary>
internal sealed class ReaderCache
{
    private Generation? _current;

    public IFieldReader OfContract(PolicySchema schema, string action, Type contract) =>
        Of(schema)
            .GetOrAdd(
                (action, contract),
                static (_, s) => ContractReader.Create(s.contract, s.action),
                (action: Declared(schema, action, contract.Name), contract)
            );

    public IFieldReader OfMethod(
        PolicySchema schema,
        string action,
        MethodInfo method,
        IReadOnlyList<string>? fields
    ) =>
        Of(schema)
            .GetOrAdd(
                (action, method),
                static (_, s) => ArgumentReader.Create(s.method, s.action, s.fields),
                (action: Declared(schema, action, $"{method.DeclaringType?.Name}.{method.Name}"), method, fields)
            );

    private static ActionSchema Declared(PolicySchema schema, string action, string subject)
    {
        if (schema.Actions.TryGetValue(action, out var declared))
        {
            return declared;
        }

        var near = Naming.Nearest(action, schema.Actions.Keys);
        throw new ContractException(
            subject,
            action,
            ["the policy declares no such action" + (near is null ? "" : $": did you mean `{near}`?")]
        );
    }

    private ConcurrentDictionary<(string, MemberInfo), IFieldReader> Of(PolicySchema schema)
    {
        var current = _current;
        if (current is null || !ReferenceEquals(current.Schema, schema))
        {
            _current = current = new Generation(schema);
        }

        return current.Readers;
    }

    private sealed record Generation(PolicySchema Schema)
    {
        public ConcurrentDictionary<(string, MemberInfo), IFieldReader> Readers { get; } = new();
    }
}
