namespace Actra.Resolution;

/// <summary>Says who asks, and with which attributes.</summary>
public interface IActorResolver
{
    /// <summary>
    /// Resolves the actor. Never null: <see cref="Actor.Anonymous"/> where nobody can be named. An exception means "cannot be said now": the work is retried a
    /// little, then deferred; it never runs.
    /// </summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="ct">Cancelled when the guard's time budget is over.</param>
    ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct);
}
