using Actra.Resolution;

namespace Workers.Guarding;

/// <summary>
/// Starts from the identity that the guard has verified (a signature, or the schedule of a recurring job) and looks its role up. Work without a proved identity
/// may name somebody in a header: that name is shown, and brings no role.
/// </summary>
public sealed class DirectoryActors(People people) : IActorResolver
{
    public const string ClaimedActor = "Claimed-Actor";

    public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct)
    {
        if (evidence.Identity is { } proved)
        {
            var actor = Actor.From(proved);
            return new(people.RoleOf(proved.Id) is { } role ? actor.With("role", role) : actor);
        }

        return
            evidence.Headers.GetValueOrDefault(ClaimedActor)?.Split(':') is [{ Length: > 0 } type, { Length: > 0 } id]
            ? new(Actor.Of(id, type))
            : new(Actor.Anonymous);
    }
}
