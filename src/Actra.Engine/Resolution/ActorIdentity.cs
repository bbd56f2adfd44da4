namespace Actra.Resolution;

/// <summary>Who an actor is, apart from what it may do. Frozen when work parks.</summary>
/// <param name="Id">The actor's id; an opaque string.</param>
/// <param name="Type">The kind of actor, for example <c>user</c>, <c>service</c>, <c>system</c>, <c>agent</c>.</param>
/// <param name="Tenant">The tenant it belongs to, if any.</param>
/// <param name="Source">How this is known.</param>
public sealed record ActorIdentity(string Id, string Type, string? Tenant, ActorSource Source)
{
    /// <summary>Nobody.</summary>
    public static ActorIdentity Anonymous { get; } = new("", "anonymous", null, ActorSource.None);

    /// <summary>True where the identity is proved: by a signature, by the broker, or because the host's own code named it in its own process.</summary>
    public bool Verified => Source is ActorSource.Signed or ActorSource.Broker or ActorSource.Host;
}
