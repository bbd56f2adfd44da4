namespace Actra.Resolution;

/// <summary>Facts about a piece of work that its transport knows and no sender can choose.</summary>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="EnqueuedAt">When the work was sent or created, if known.</param>
/// <param name="Source">The address it came from, or the id of the recurring job that created it, if known.</param>
public sealed record WorkFacts(int Attempt = 1, DateTimeOffset? EnqueuedAt = null, string? Source = null);
