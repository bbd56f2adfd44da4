using Actra.Language;
using Actra.Model;

namespace Actra.Evaluation;

/// <summary>A rule, ready to run. Immutable.</summary>
internal sealed record CompiledRule
{
    public required string Id { get; init; }

    /// <summary>The scope as the document says it.</summary>
    public required string Scope { get; init; }

    public required Effect Effect { get; init; }

    /// <summary>The condition; null where the rule always matches.</summary>
    public required Condition? Condition { get; init; }

    public ReasonTemplate? Reason { get; init; }

    public ApprovalRequirement? Approval { get; init; }

    /// <summary>Its place in the list that it belongs to: of its action, or of the rules that all actions share.</summary>
    public required int Index { get; init; }

    public required ScopeKind Kind { get; init; }

    /// <summary>True where every action shares the rule: scopes of actors and global ones.</summary>
    public bool Shared => Kind != ScopeKind.Action;

    /// <summary>True where the rule decides whatever the input says. One for an actor's type does not.</summary>
    public bool IsCertain => Condition is null && Kind != ScopeKind.Actor;

    /// <summary>Every field that it reads, those of its reason too.</summary>
    public IEnumerable<Slot> Slots =>
        (Condition?.Atoms ?? [])
            .SelectMany(a => a.Right is null ? [a.Left] : new[] { a.Left, a.Right })
            .Concat(Reason?.Slots ?? []);
}
