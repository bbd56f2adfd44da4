using Actra.Model;

namespace Actra.Compilation;

/// <summary>A compiled policy. Immutable and thread-safe.</summary>
public sealed class ActraPolicy
{
    private ActraPolicy(PolicySchema schema) => Schema = schema;

    /// <summary>The hash.</summary>
    public string Hash => "";

    /// <summary>The schema.</summary>
    public PolicySchema Schema { get; }

    /// <summary>Compiles a directory.</summary>
    public static ActraPolicy FromDirectory(string directory) => throw new ActraException(directory);

    /// <summary>Compiles texts.</summary>
    public static ActraPolicy FromStrings(string schema, string policy, string? governance = null) =>
        throw new ActraException(schema + policy + governance);

    /// <summary>Decides.</summary>
    public Decision Evaluate(PolicyInput input) => throw new ActraException(input.ActionType + Schema);

    /// <summary>The fields that reachable rules read.</summary>
    public IReadOnlySet<FieldRef> NeededFields(string actionType) => throw new ActraException(actionType + Schema);

    /// <summary>True where some rule for this action may ask for approval.</summary>
    public bool MayRequireApproval(string actionType) => throw new ActraException(actionType + Schema);
}
