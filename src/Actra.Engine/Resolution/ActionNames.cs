using System.Reflection;

namespace Actra.Resolution;

/// <summary>
/// Which action a contract, a job or a method stands for, by <see cref="ActraActionAttribute"/> and <see cref="ActraExemptAttribute"/>. The nearest mark wins: the
/// method's own, those of the methods it overrides, those of the interface methods it implements, then its type, the type's bases, and the type's interfaces.
/// </summary>
public static class ActionNames
{
    /// <summary>The action that a contract or job type stands for; null where it has none or is exempt.</summary>
    /// <exception cref="ContractException">Marks contradict each other.</exception>
    public static string? Of(Type type) => MarkOf(type).Action;

    /// <summary>The action that a method stands for; null where it has none or is exempt.</summary>
    /// <param name="method">The method.</param>
    /// <param name="type">The type on which it is called, where that is not the declaring one.</param>
    /// <exception cref="ContractException">Marks contradict each other.</exception>
    public static string? Of(MethodInfo method, Type? type = null) => MarkOf(method, type).Action;

    /// <summary>Why a contract or job type needs no decision; null where it is not exempt.</summary>
    /// <exception cref="ContractException">Marks contradict each other.</exception>
    public static string? ExemptionOf(Type type) => MarkOf(type).Exemption;

    /// <summary>Why a method needs no decision; null where it is not exempt.</summary>
    /// <param name="method">The method.</param>
    /// <param name="type">The type on which it is called, where that is not the declaring one.</param>
    /// <exception cref="ContractException">Marks contradict each other.</exception>
    public static string? ExemptionOf(MethodInfo method, Type? type = null) => MarkOf(method, type).Exemption;

    private static Mark MarkOf(MethodInfo method, Type? type)
    {
        ArgumentNullException.ThrowIfNull(method);
        foreach (var level in MethodFamily.Of(method))
        {
            var marks = level.Select(Read).Where(mark => mark.IsSet).Distinct().ToArray();
            if (marks.Length > 0)
            {
                return Only(marks, $"{method.DeclaringType?.Name}.{method.Name}");
            }
        }

        return (type ?? method.ReflectedType ?? method.DeclaringType) is { } owner ? MarkOf(owner) : default;
    }

    private static Mark MarkOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (Read(level) is { IsSet: true } mark)
            {
                return Only([mark], type.Name);
            }
        }

        var marked = type.GetInterfaces()
            .Select(owner => (owner, mark: Read(owner)))
            .Where(pair => pair.mark.IsSet)
            .ToArray();
        var nearest = marked
            .Where(pair => !marked.Any(other => other.owner != pair.owner && pair.owner.IsAssignableFrom(other.owner)))
            .Select(pair => pair.mark)
            .Distinct()
            .ToArray();
        return nearest.Length == 0 ? default : Only(nearest, type.Name);
    }

    private static Mark Only(Mark[] marks, string subject)
    {
        if (marks is [{ IsContradiction: false }])
        {
            return marks[0];
        }

        var names = marks
            .SelectMany(mark =>
                new[]
                {
                    mark.Action is null ? null : $"action `{mark.Action}`",
                    mark.Exemption is null ? null : "[ActraExempt]",
                }
            )
            .OfType<string>();
        throw new ContractException(subject, null, [$"it is marked as {string.Join(" and as ", names)}"]);
    }

    private static Mark Read(MemberInfo member) =>
        new(
            member.GetCustomAttribute<ActraActionAttribute>(inherit: false)?.Name,
            member.GetCustomAttribute<ActraExemptAttribute>(inherit: false)?.Reason
        );

    private readonly record struct Mark(string? Action, string? Exemption)
    {
        public bool IsSet => Action is not null || Exemption is not null;

        public bool IsContradiction => Action is not null && Exemption is not null;
    }
}
