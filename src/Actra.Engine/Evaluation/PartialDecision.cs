using Actra.Model;

namespace Actra.Evaluation;

/// <summary>What can come of an input of which some fields are not known. What is possible may be more than what can really come about, never less.</summary>
/// <param name="Possible">The possible decisions, in the order of the rules; at least one.</param>
/// <param name="DependsOn">The fields on which it depends; empty where only one decision is possible.</param>
public sealed record PartialDecision(IReadOnlyList<PossibleDecision> Possible, IReadOnlyList<FieldRef> DependsOn)
{
    /// <summary>True where one decision alone is possible.</summary>
    public bool IsCertain => Possible.Count == 1;

    internal static PartialDecision Certain(PossibleDecision decision) => new([decision], []);
}

/// <summary>A decision that can come about.</summary>
/// <param name="Effect">What would happen.</param>
/// <param name="Kind">What would decide.</param>
/// <param name="RuleId">The rule; null where none would match.</param>
public readonly record struct PossibleDecision(Effect Effect, DecisionKind Kind, string? RuleId)
{
    internal static PossibleDecision InputError => new(Effect.Block, DecisionKind.InputError, null);
}
