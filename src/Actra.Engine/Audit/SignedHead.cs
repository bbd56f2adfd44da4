using Actra.Model;

namespace Actra.Audit;

/// <summary>A place in the chain that a host has vouched for: what was in the log up to there cannot be cut off or written anew without its key.</summary>
/// <param name="Sequence">The record's number.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Time">When it was signed; kept to the millisecond, in UTC.</param>
/// <param name="KeyId">The key of the host's ring.</param>
/// <param name="Signature">HMAC-SHA-256 over all of the above in canonical form, under the ring's keys for <see cref="ActraKeyPurpose.LogHead"/>; lower-case hex.</param>
public sealed record SignedHead(long Sequence, string Hash, DateTimeOffset Time, string KeyId, string Signature)
{
    /// <summary>Signs a place in the chain.</summary>
    /// <param name="keys">The host's keys.</param>
    /// <param name="head">The place.</param>
    /// <param name="time">The time.</param>
    public static SignedHead Create(ActraKeyRing keys, AuditHead head, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(head);
        var kept = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        var signed = new SignedHead(head.Sequence, head.Hash, kept, keys.SigningKeyId, "");
        return signed with { Signature = LogSignature.Sign(keys, ActraKeyPurpose.LogHead, signed.Text()) };
    }

    /// <summary>True where a key of the ring made the signature, over exactly this.</summary>
    public bool Holds(ActraKeyRing keys) => LogSignature.Holds(keys, ActraKeyPurpose.LogHead, KeyId, Text(), Signature);

    private CanonicalWriter Text() => new CanonicalWriter("actra/head/1").Add(Sequence).Add(Hash).Add(Time).Add(KeyId);
}
