using System.Security.Cryptography;
using System.Text;

namespace Actra.Approvals;

/// <summary>
/// A key whose signatures a host believes, and the people it may speak for: the public half of a person's key, or the secret that a service shares with the
/// host. What signs is a <see cref="VoteSigner"/>.
/// </summary>
public sealed record VoteKey
{
    private readonly byte[]? _publicHalf;

    /// <summary>A secret shared with a service that signs votes for its users: HMAC-SHA-256.</summary>
    /// <param name="keyId">The key's id; not empty.</param>
    /// <param name="secret">The key; at least 32 bytes.</param>
    /// <param name="approvers">The identities it may speak for, each with the roles it may claim for them.</param>
    public VoteKey(string keyId, byte[] secret, IReadOnlyDictionary<string, IReadOnlyList<string>> approvers)
    {
        KeyId = keyId;
        Secret = secret;
        Approvers = approvers;
    }

    private VoteKey(byte[] publicHalf, IReadOnlyDictionary<string, IReadOnlyList<string>> approvers)
        : this(VotePem.KeyId(publicHalf), [], approvers) => _publicHalf = publicHalf;

    /// <summary>The key's id. That of a public half is made from it: <c>p256-</c> and 32 characters.</summary>
    public string KeyId { get; init; }

    /// <summary>The identities it may speak for, each with the roles it may claim for them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Approvers { get; init; }

    /// <summary>The tenant for which it speaks: requests of other tenants do not exist for it. Null for none: then it sees those that belong to no tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>The public half in PEM; null for a shared secret.</summary>
    public string? PublicHalf => _publicHalf is null ? null : VotePem.Write(_publicHalf);

    internal byte[] Secret { get; init; }

    internal bool IsTooShort => _publicHalf is null && Secret is not { Length: >= 32 };

    /// <summary>The public half of a person's key: ECDSA with SHA-256 on the curve P-256.</summary>
    /// <param name="pem">The public half in PEM, as <c>actra keys new --approver</c> writes it.</param>
    /// <param name="approvers">The identities it may speak for, each with the roles it may claim for them.</param>
    /// <exception cref="ArgumentException">The text is no PEM, a private key, a key of another kind, or one on another curve.</exception>
    public static VoteKey FromPublicKey(string pem, IReadOnlyDictionary<string, IReadOnlyList<string>> approvers)
    {
        ArgumentNullException.ThrowIfNull(pem);
        ArgumentNullException.ThrowIfNull(approvers);
        return new VoteKey(VotePem.ReadPublic(pem), approvers);
    }

    /// <summary>True where the signature is this key's over the text. The kind of the key decides how it is checked, never the vote.</summary>
    internal bool HasSigned(ReadOnlySpan<byte> text, string? signature)
    {
        if (_publicHalf is null)
        {
            var expected = Encoding.UTF8.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Secret, text)));
            return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature ?? ""));
        }

        if (signature is not { Length: 128 } || !signature.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_publicHalf, out _);
        return key.VerifyData(
            text,
            Convert.FromHexString(signature),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
    }
}
