using Actra.Model;
using Actra.Resolution;

namespace Actra.Guard;

/// <summary>A decision and what it was made from.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Input">The action, actor and snapshot that were judged. Sensitive values are not masked here: observers run in the host.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Kind">What the work is.</param>
/// <param name="Endpoint">The queue, the job's queue or the caller's endpoint name.</param>
/// <param name="Timestamp">When.</param>
/// <param name="Duration">How long it took, resolvers included.</param>
public sealed record DecisionEvent(
    Decision Decision,
    PolicyInput Input,
    ActorIdentity Actor,
    WorkKind Kind,
    string Endpoint,
    DateTimeOffset Timestamp,
    TimeSpan Duration
);
