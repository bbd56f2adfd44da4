using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Actra.Model;

namespace Actra.Resolution;

/// <summary>
/// A signed statement of who asks for one piece of work: bound to the work's id and digest, so that it proves nothing about other work. Travels as one
/// header or job parameter.
/// </summary>
/// <param name="Actor">Who asks. The source it was made from does not travel: whoever verifies it says <see cref="ActorSource.Signed"/>.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="Signature">HMAC-SHA-256, 32 bytes.</param>
public sealed record ActorSeal(
    ActorIdentity Actor,
    DateTimeOffset IssuedAt,
    string KeyId,
    ReadOnlyMemory<byte> Signature
)
{
    private const string Version = "1";
    private const int Longest = 4096;

    /// <summary>How far the clocks of sender and receiver may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>Signs a statement.</summary>
    /// <param name="keys">The ring whose signing key is used.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="workId">The message's or job's id.</param>
    /// <param name="digest">The digest of its contents.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ActraException">The identity is too long: the seal would have more than 4,096 characters.</exception>
    public static ActorSeal Create(
        ActraKeyRing keys,
        ActorIdentity actor,
        string workId,
        string digest,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(keys);
        var signature = keys.Sign(ActraKeyPurpose.Actor, Statement(actor, workId, digest, now));
        var seal = new ActorSeal(actor, now, keys.SigningKeyId, signature);
        return seal.Encode().Length <= Longest
            ? seal
            : throw new ActraException(
                $"the identity `{actor.Id[..Math.Min(40, actor.Id.Length)]}…` is too long to be sealed"
            );
    }

    /// <summary>Reads a seal; false where the text is none.</summary>
    public static bool TryDecode(string? text, out ActorSeal seal)
    {
        seal = null!;
        if (
            text is null
            || text.Length > Longest
            || text.Split('.') is not [Version, var id, var type, var tenant, var issued, var key, var signature]
        )
        {
            return false;
        }

        try
        {
            if (!long.TryParse(issued, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            {
                return false;
            }

            var actor = new ActorIdentity(
                Unpack(id),
                Unpack(type),
                tenant.Length == 0 ? null : Unpack(tenant),
                ActorSource.Asserted
            );
            var time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            seal = new ActorSeal(actor, time, Unpack(key), Base64Url.DecodeFromChars(signature));
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The seal as one line of ASCII.</summary>
    public string Encode() =>
        string.Join(
            '.',
            Version,
            Pack(Actor.Id),
            Pack(Actor.Type),
            Actor.Tenant is null ? "" : Pack(Actor.Tenant),
            IssuedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            Pack(KeyId),
            Base64Url.EncodeToString(Signature.Span)
        );

    /// <summary>Verifies the seal against the work it came with.</summary>
    /// <param name="keys">The ring that must know the key.</param>
    /// <param name="workId">The message's or job's id.</param>
    /// <param name="digest">The digest of its contents.</param>
    /// <param name="now">The time at which the work first arrived.</param>
    /// <param name="maxAge">How old the seal may be then; <see cref="Timeout.InfiniteTimeSpan"/> for any age.</param>
    /// <param name="refusal">Why it is refused.</param>
    /// <returns>The identity, with source <see cref="ActorSource.Signed"/>; null where the seal is refused.</returns>
    public ActorIdentity? Verify(
        ActraKeyRing keys,
        string workId,
        string digest,
        DateTimeOffset now,
        TimeSpan maxAge,
        out string? refusal
    )
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (!keys.Verify(ActraKeyPurpose.Actor, KeyId, Statement(Actor, workId, digest, IssuedAt), Signature.Span))
        {
            refusal = "the actor's signature is not that of a known key over this work";
            return null;
        }

        if (maxAge != Timeout.InfiniteTimeSpan && now - IssuedAt > maxAge + ClockSkew)
        {
            refusal = "the actor's signature is too old";
            return null;
        }

        if (IssuedAt - now > ClockSkew)
        {
            refusal = "the actor's signature is from the future";
            return null;
        }

        refusal = null;
        return Actor with { Source = ActorSource.Signed };
    }

    private static ReadOnlySpan<byte> Statement(
        ActorIdentity actor,
        string workId,
        string digest,
        DateTimeOffset issuedAt
    ) =>
        new CanonicalWriter("actra/actor/1")
            .Add(actor.Id)
            .Add(actor.Type)
            .Add(actor.Tenant)
            .Add(workId)
            .Add(digest)
            .Add(issuedAt)
            .Written;

    private static string Pack(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Unpack(string text) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
}
