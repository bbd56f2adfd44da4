using Actra.Compilation;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Guard;

/// <summary>What the policy says about a piece of work, before anything is done about it.</summary>
public sealed record Judgement
{
    /// <summary>The decisions, one per action asked for.</summary>
    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>What they were made from, one per decision.</summary>
    public required IReadOnlyList<PolicyInput> Inputs { get; init; }

    /// <summary>The policy that made them: one for the whole piece of work, whatever is reloaded meanwhile.</summary>
    public required ActraPolicy Policy { get; init; }

    /// <summary>Who asked, and how that is known.</summary>
    public required ActorIdentity Actor { get; init; }

    /// <summary>Set where a snapshot resolver said that the work can never be judged; there are no decisions then.</summary>
    public SnapshotRejection? Rejection { get; init; }

    /// <summary>The strictest decision: block before require_approval before allow, the first of equals. Null where there is none.</summary>
    public Decision? Strictest => Decisions.Count == 0 ? null : Decisions.MinBy(decision => decision.Effect);

    /// <summary>How long it took, resolvers included.</summary>
    public TimeSpan Duration { get; init; }
}
