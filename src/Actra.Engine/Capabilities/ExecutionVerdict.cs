namespace Actra.Capabilities;

/// <summary>What was decided about an action, and why. Run the action only if <see cref="Authorized"/>.</summary>
public sealed record ExecutionVerdict
{
    /// <summary>True where the action may run: it is allowed, or the runtime only observes.</summary>
    public required bool Authorized { get; init; }

    /// <summary>The true decision, in either mode.</summary>
    public required ExecutionDecision Decision { get; init; }

    /// <summary>Why, as one of the words of <see cref="ExecutionReasons"/>; two of them end in an approval's id.</summary>
    public required string Reason { get; init; }

    /// <summary>The event.</summary>
    public required ActionEvent Event { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The capability that was judged.</summary>
    public required string Capability { get; init; }

    /// <summary>The mode that it was decided in.</summary>
    public required ExecutionMode Mode { get; init; }

    /// <summary>The rule or risk level that decided, for example <c>deny[0]</c>; null where none did.</summary>
    public string? Rule { get; init; }

    /// <summary>The request that waits, or that was used; null where there is none.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>How long the decision took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The event's risk as a number (the name is CapFence's): the score, else 0.2, 0.5, 0.8 or 1 for the levels.</summary>
    public double Confidence => Event.Risk.Value;

    /// <summary>The condition in doubt that made the decision stricter than a literal reading; null where there is none.</summary>
    public string? StricterBecauseOf { get; init; }
}
