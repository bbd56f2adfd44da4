namespace Actra.Model;

/// <summary>What a key derived from the key ring is for. Each purpose has keys of its own, so that a signature made for one proves nothing for another.</summary>
public enum ActraKeyPurpose
{
    /// <summary>Proves who asked for a piece of work.</summary>
    Actor,

    /// <summary>Proves who voted.</summary>
    Vote,

    /// <summary>Proves that a record on the parking queue was put there by a guard.</summary>
    Parking,

    /// <summary>Proves where the decision log ended.</summary>
    LogHead,

    /// <summary>Encrypts parked bodies.</summary>
    Body,

    /// <summary>Hides sensitive values in records while equal values stay recognisable.</summary>
    Mask,

    /// <summary>Proves that a request was approved by votes that a host has counted.</summary>
    Grant,

    /// <summary>Proves that the host itself has cut off the beginning of the decision log.</summary>
    LogCut,
}
