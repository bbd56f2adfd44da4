using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>Work set aside to be looked at again: it could not be judged, or another worker holds it.</summary>
/// <param name="Id">Its id; storing the same id again moves its time and changes nothing else.</param>
/// <param name="Service">The service that guards it.</param>
/// <param name="Kind">What the work is.</param>
/// <param name="Endpoint">The queue it goes back to.</param>
/// <param name="Envelope">The work.</param>
/// <param name="DueAt">When it goes back.</param>
/// <param name="Attempt">How often it has been set aside, from 1.</param>
/// <param name="Reason">Why.</param>
public sealed record DeferredWork(
    string Id,
    string Service,
    WorkKind Kind,
    string Endpoint,
    WorkEnvelope Envelope,
    DateTimeOffset DueAt,
    int Attempt,
    string Reason
);
