namespace Actra.Resolution;

/// <summary>Looks up the state of the world that a decision needs.</summary>
public interface ISnapshotResolver
{
    /// <summary>
    /// Fills the snapshot. Three ways to end: the fields are written; an exception (what is down now may be up later: the work is retried a little, then
    /// deferred); <see cref="SnapshotWriter.Reject"/> (the work can never be judged: fault queue).
    /// </summary>
    /// <param name="request">What is asked, and which fields are needed.</param>
    /// <param name="snapshot">Takes what was found.</param>
    /// <param name="ct">Cancelled when the guard's time budget is over.</param>
    ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct);
}
