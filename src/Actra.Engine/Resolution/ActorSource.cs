namespace Actra.Resolution;

/// <summary>How an actor's identity is known. Policies read it as <c>actor.source</c>, in lower case.</summary>
public enum ActorSource
{
    /// <summary>Nobody said who asks.</summary>
    None = 0,

    /// <summary>A header or parameter says it; whoever sent the work could have written anything.</summary>
    Asserted = 1,

    /// <summary>The host's own code said it, in its own process.</summary>
    Host = 2,

    /// <summary>The broker checked the connection's user.</summary>
    Broker = 3,

    /// <summary>A signature over the identity and the work was verified.</summary>
    Signed = 4,
}
