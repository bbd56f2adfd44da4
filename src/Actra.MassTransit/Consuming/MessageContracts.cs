using System.Collections.Concurrent;
using Actra.Compilation;
using Actra.Resolution;

namespace Actra.MassTransit;

/// <summary>What the guard makes of a message type.</summary>
/// <param name="Action">The action it stands for; null where it is let through.</param>
/// <param name="Reader">Reads the action's fields; null where it is let through.</param>
/// <param name="IsUnmapped">True where nobody said what it stands for.</param>
internal sealed record MessageContract(string? Action, IFieldReader? Reader, bool IsUnmapped = false);

/// <summary>Says which action each consumed message type stands for.</summary>
internal sealed class MessageContracts(ActraBusOptions options)
{
    private static readonly MessageContract LetThrough = new(null, null);
    private static readonly MessageContract NotMapped = new(null, null, IsUnmapped: true);
    private volatile Generation _generation = new(null);

    /// <summary>The contract of a type under a policy.</summary>
    /// <exception cref="ContractException">The type cannot stand for its action: a declared field is missing, or marks contradict each other.</exception>
    public MessageContract For(Type type, ActraPolicy policy)
    {
        var generation = _generation;
        if (generation.Policy != policy)
        {
            _generation = generation = new Generation(policy);
        }

        return generation.Contracts.TryGetValue(type, out var known)
            ? known
            : generation.Contracts.GetOrAdd(type, Create(type, policy));
    }

    /// <summary>Why a policy cannot judge the messages of these types.</summary>
    public IEnumerable<string> Check(ActraPolicy policy, IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            string? problem = null;
            try
            {
                Create(type, policy);
            }
            catch (ContractException e)
            {
                problem = e.Message;
            }

            if (problem is not null)
            {
                yield return problem;
            }
        }
    }

    private MessageContract Create(Type type, ActraPolicy policy)
    {
        if (options.Mapped.TryGetValue(type, out var mapped))
        {
            return Mapped(type, policy, mapped.Action, mapped.Fields);
        }

        if (options.Exempted.ContainsKey(type) || BuiltInContracts.IsLetThrough(type))
        {
            return LetThrough;
        }

        if (BuiltInContracts.WhyNot(type) is not null)
        {
            return NotMapped;
        }

        return ActionNames.Of(type) is { } action ? Mapped(type, policy, action, null)
            : ActionNames.ExemptionOf(type) is not null ? LetThrough
            : NotMapped;
    }

    private static MessageContract Mapped(
        Type type,
        ActraPolicy policy,
        string action,
        IReadOnlyDictionary<string, Func<object, object?>>? fields
    ) =>
        policy.Schema.Actions.TryGetValue(action, out var schema)
            ? new MessageContract(action, ContractReader.Create(type, schema, fields))
            : throw new ContractException(type.Name, null, [$"the schema declares no action `{action}`"]);

    /// <summary>What holds while one policy is in force: a new one may declare other fields.</summary>
    private sealed class Generation(ActraPolicy? policy)
    {
        public ActraPolicy? Policy { get; } = policy;

        public ConcurrentDictionary<Type, MessageContract> Contracts { get; } = new();
    }
}
