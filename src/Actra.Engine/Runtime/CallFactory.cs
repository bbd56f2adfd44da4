using System.Reflection;
using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Runtime;

/// <summary>Makes a <see cref="CallWork"/> of whatever a caller hands in.</summary>
internal sealed class CallFactory(IPolicySource policies, CallResolvers resolvers)
{
    private readonly ReaderCache _readers = new();

    private ActraPolicy Policy => policies.Current;

    /// <summary>A call from a contract, judged as the type the caller names, or as the object's own type where that one has no action.</summary>
    public CallWork OfContract<TContract>(TContract contract, object? context)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var policy = Policy;
        if (contract is ActionCall call)
        {
            return new CallWork(
                policy,
                call.ActionType,
                NamedReader(policy, call.ActionType),
                call.Judged,
                null,
                call.Context ?? context ?? Context()
            );
        }

        var (action, type) = ActionOf(typeof(TContract), contract.GetType());
        context ??= Context();
        return Resolved(new ActionSource(action, contract, null, [], context)) is { } fields
            ? Named(policy, action, fields, contract, context)
            : new CallWork(
                policy,
                action,
                _readers.OfContract(policy.Schema, action, type),
                contract,
                contract,
                context
            );
    }

    /// <summary>A call of a method.</summary>
    public CallWork OfMethod(string action, MethodInfo method, IReadOnlyList<string>? fields, object?[] arguments)
    {
        var policy = Policy;
        var context = Context();
        return Resolved(new ActionSource(action, null, method, arguments, context)) is { } built
            ? Named(policy, action, built, null, context)
            : new CallWork(
                policy,
                action,
                _readers.OfMethod(policy.Schema, action, method, fields),
                arguments,
                null,
                context
            );
    }

    /// <summary>The reader of a method's arguments; for the check at wrap time as well.</summary>
    public IFieldReader ReaderOf(string action, MethodInfo method, IReadOnlyList<string>? fields) =>
        _readers.OfMethod(Policy.Schema, action, method, fields);

    /// <summary>The action that a resolver names for a method; null where none does.</summary>
    public string? ActionOf(MethodInfo method) => TypeFrom(null, method);

    /// <summary>The declared ones of some named fields.</summary>
    public FieldMap Declared(string action, object fields) => NamedReader(Policy, action).Read(fields);

    private (string Action, Type Type) ActionOf(Type named, Type own)
    {
        foreach (var type in new[] { named, own }.Distinct())
        {
            if (ActionNames.Of(type) is { } action)
            {
                return (action, type);
            }

            if (ActionNames.ExemptionOf(type) is { } reason)
            {
                throw new ContractException(type.Name, null, [$"it is exempt ({reason}): there is nothing to judge"]);
            }
        }

        return TypeFrom(own, null) is { } resolved
            ? (resolved, own)
            : throw new ContractException(own.Name, null, ["it names no action: mark it with [ActraAction]"]);
    }

    private static CallWork Named(
        ActraPolicy policy,
        string action,
        FieldMap fields,
        object? contract,
        object? context
    ) => new(policy, action, NamedReader(policy, action), fields, contract, context);

    private static NamedArgumentReader NamedReader(ActraPolicy policy, string action) =>
        new(policy.Schema.Actions.GetValueOrDefault(action));

    private object? Context() => Guarded("the context resolver", static r => r.Context?.Resolve());

    private string? TypeFrom(Type? contract, MethodInfo? method) =>
        Guarded("the action type resolver", r => r.ActionType?.Resolve(contract, method));

    private FieldMap? Resolved(ActionSource source) => Guarded("the action resolver", r => r.Action?.Resolve(source));

    private T Guarded<T>(string who, Func<CallResolvers, T> call)
    {
        try
        {
            return call(resolvers);
        }
        catch (Exception e)
        {
            throw new ActraException($"{who} failed: {e.Message}", e);
        }
    }
}
