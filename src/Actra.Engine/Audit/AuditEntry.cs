namespace Actra.Audit;

/// <summary>What is to be recorded. The log adds its place in the chain: see <see cref="AuditRecord"/>.</summary>
public sealed record AuditEntry
{
    /// <summary>When it happened; kept to the millisecond, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What it is about.</summary>
    public required AuditKind Kind { get; init; }

    /// <summary>The service whose guard wrote it.</summary>
    public required string Service { get; init; }

    /// <summary>The decision's own id, if it is about one.</summary>
    public string? DecisionId { get; init; }

    /// <summary>What the work is: <c>message</c>, <c>job</c> or <c>call</c>.</summary>
    public string? WorkKind { get; init; }

    /// <summary>The queue or endpoint of the work.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The work's own id: a message id, a job id, a caller's id.</summary>
    public string? WorkId { get; init; }

    /// <summary>The action that was asked for.</summary>
    public string? Action { get; init; }

    /// <summary>Who asked, or who voted.</summary>
    public string? Actor { get; init; }

    /// <summary>How the actor is known: <c>signed</c>, <c>broker</c>, <c>host</c>, <c>asserted</c> or <c>none</c>.</summary>
    public string? ActorSource { get; init; }

    /// <summary>The effect, as policies spell it.</summary>
    public string? Effect { get; init; }

    /// <summary>The rule that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>The hash of the policy that decided.</summary>
    public string? PolicyHash { get; init; }

    /// <summary>The approval in question.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>Further detail: the states of a change, the outcome of a vote, the number of lost records.</summary>
    public string? Detail { get; init; }

    /// <summary>The fields that rules read, as <c>domain.name</c> and text; sensitive ones as keyed hashes.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// What the texts in <see cref="Inputs"/> stand for, by the same names: the type of the value, <c>masked</c> in front of it where the text is a keyed hash,
    /// and <c>missing</c> where a rule reads a field that had no value. Null in records that were written before this was kept.
    /// </summary>
    public IReadOnlyDictionary<string, string>? InputTypes { get; init; }

    /// <summary>How long the decision took, resolvers included.</summary>
    public TimeSpan? Duration { get; init; }
}
