using Actra.Model;

namespace Actra.Audit;

/// <summary>
/// A segment that a host has taken out of its log, because it was old enough: what comes behind <see cref="End"/> is all that the log still has to show. It has a
/// key purpose of its own, so that nobody makes one of a <see cref="SignedHead"/>.
/// </summary>
/// <param name="After">Where the segment begins: the end of the segment before; <see cref="AuditHead.None"/> for the first.</param>
/// <param name="End">Its last record.</param>
/// <param name="Time">When it was signed; kept to the millisecond, in UTC.</param>
/// <param name="KeyId">The key of the host's ring.</param>
/// <param name="Signature">HMAC-SHA-256 over all of the above in canonical form, under the ring's keys for <see cref="ActraKeyPurpose.LogCut"/>; lower-case hex.</param>
public sealed record SignedCut(AuditHead After, AuditHead End, DateTimeOffset Time, string KeyId, string Signature)
{
    /// <summary>Signs a segment away.</summary>
    /// <param name="keys">The host's keys.</param>
    /// <param name="after">Where it begins.</param>
    /// <param name="end">Its last record.</param>
    /// <param name="time">The time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The segment holds no record.</exception>
    public static SignedCut Create(ActraKeyRing keys, AuditHead after, AuditHead end, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(end);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end.Sequence, after.Sequence, nameof(end));
        var kept = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        var signed = new SignedCut(after, end, kept, keys.SigningKeyId, "");
        return signed with { Signature = LogSignature.Sign(keys, ActraKeyPurpose.LogCut, signed.Text()) };
    }

    /// <summary>True where a key of the ring made the signature, over exactly this.</summary>
    public bool Holds(ActraKeyRing keys) =>
        LogSignature.Holds(keys, ActraKeyPurpose.LogCut, KeyId, Text(), Signature) && End.Sequence > After.Sequence;

    private CanonicalWriter Text() =>
        new CanonicalWriter("actra/cut/1")
            .Add(After.Sequence)
            .Add(After.Hash)
            .Add(End.Sequence)
            .Add(End.Hash)
            .Add(Time)
            .Add(KeyId);
}
