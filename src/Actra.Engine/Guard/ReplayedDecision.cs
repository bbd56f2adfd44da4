using Actra.Evaluation;
using Actra.Model;

namespace Actra.Guard;

/// <summary>A recorded decision beside what another policy says of the same input.</summary>
/// <param name="OldEffect">What was decided.</param>
/// <param name="OldRule">The rule that decided; null where none matched.</param>
/// <param name="New">What the other policy says.</param>
/// <param name="Open">The fields on which that depends, and which the record does not show; empty where it is certain.</param>
public sealed record ReplayedDecision(
    Effect OldEffect,
    string? OldRule,
    PartialDecision New,
    IReadOnlyList<OpenField> Open
)
{
    /// <summary>What would become of the decision.</summary>
    public ReplayOutcome Outcome =>
        !New.IsCertain ? ReplayOutcome.Unknown
        : New.Possible[0].Effect == OldEffect && New.Possible[0].RuleId == OldRule ? ReplayOutcome.Same
        : ReplayOutcome.Changed;
}

/// <summary>A field that a record does not show.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsMasked">True where it is sensitive and its value was hidden; false where no rule had read it, so that it was not recorded.</param>
public readonly record struct OpenField(FieldRef Field, bool IsMasked);

/// <summary>What would become of a recorded decision.</summary>
public enum ReplayOutcome
{
    /// <summary>It depends on fields that the record does not show.</summary>
    Unknown = 0,

    /// <summary>The same effect, by the same rule.</summary>
    Same,

    /// <summary>Another effect, or another rule.</summary>
    Changed,
}
