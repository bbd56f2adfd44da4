using System.Security.Cryptography;

namespace Actra.Approvals;

/// <summary>The half of a vote key that signs; it belongs to a person or a service, never to the host that checks. Thread-safe.</summary>
public sealed class VoteSigner
{
    private readonly Func<byte[], byte[]> _sign;

    private VoteSigner(string keyId, Func<byte[], byte[]> sign, string? publicHalf = null)
    {
        KeyId = keyId;
        PublicHalf = publicHalf;
        _sign = sign;
    }

    /// <summary>The key's id: that of the <see cref="VoteKey"/> which the host knows.</summary>
    public string KeyId { get; }

    /// <summary>The public half in PEM, for the host; null for a shared secret.</summary>
    public string? PublicHalf { get; }

    /// <summary>A secret shared with the host.</summary>
    /// <param name="keyId">The key's id; not empty.</param>
    /// <param name="secret">The key; at least 32 bytes.</param>
    /// <exception cref="ArgumentException">The id is empty, or the key is shorter than 32 bytes.</exception>
    public static VoteSigner FromSecret(string keyId, byte[] secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyId);
        return secret is { Length: >= 32 }
            ? new VoteSigner(keyId, text => HMACSHA256.HashData(secret, text))
            : throw new ArgumentException($"the vote key `{keyId}` is shorter than 32 bytes", nameof(secret));
    }

    /// <summary>A person's private key: ECDSA with SHA-256 on the curve P-256.</summary>
    /// <param name="pem">The key in PEM, without a password.</param>
    /// <exception cref="ArgumentException">The text is no PEM, a public key, an encrypted one, a key of another kind, or one on another curve.</exception>
    public static VoteSigner FromPrivateKey(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var pkcs8 = VotePem.ReadPrivate(pem);
        using var key = Open(pkcs8);
        var publicHalf = key.ExportSubjectPublicKeyInfo();
        return new VoteSigner(VotePem.KeyId(publicHalf), text => Sign(pkcs8, text), VotePem.Write(publicHalf));
    }

    /// <summary>Makes a new private key for a person, in PEM.</summary>
    public static string NewPrivateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    internal string Sign(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(_sign(text.ToArray()));

    private static byte[] Sign(byte[] pkcs8, byte[] text)
    {
        using var key = Open(pkcs8);
        return key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static ECDsa Open(byte[] pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key;
    }
}
