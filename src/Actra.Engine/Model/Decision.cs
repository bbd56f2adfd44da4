using System.Diagnostics;

namespace Actra.Model;

/// <summary>What a policy says about one input. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record Decision
{
    /// <summary>What is to happen.</summary>
    public required Effect Effect { get; init; }

    /// <summary>What made the decision.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>The action that was judged.</summary>
    public required string ActionType { get; init; }

    /// <summary>The hash of the policy that judged.</summary>
    public required string PolicyHash { get; init; }

    /// <summary>The rule that matched; null where none did.</summary>
    public string? RuleId { get; init; }

    /// <summary>Why, in words: the rule's reason with its placeholders filled, or what is wrong with the input. Sensitive values are masked.</summary>
    public string? Reason { get; init; }

    /// <summary>Who must approve; null where the rule does not say (then the host's default applies) or the effect is another.</summary>
    public ApprovalRequirement? Approval { get; init; }

    /// <summary>What is wrong with the input; empty unless <see cref="Kind"/> is <see cref="DecisionKind.InputError"/>.</summary>
    public IReadOnlyList<InputProblem> Problems { get; init; } = [];

    /// <summary>One line: effect, rule, reason.</summary>
    public override string ToString() =>
        $"{Effect.ToName()} {ActionType}"
        + (
            RuleId is null
                ? Kind == DecisionKind.Default
                    ? " (default)"
                    : ""
                : $" by rule `{RuleId}`"
        )
        + (Reason is null ? "" : $": {Reason}");
}
