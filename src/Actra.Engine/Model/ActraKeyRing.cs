using System.Security.Cryptography;
using System.Text;

namespace Actra.Model;

/// <summary>
/// The host's secret keys by id. The newest signs and encrypts, all verify and decrypt, so keys can be rotated. The keys of each purpose are derived by
/// HKDF-SHA-256 (RFC 5869).
/// Immutable and thread-safe.
/// </summary>
public sealed class ActraKeyRing
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>How much longer encrypted data is, in bytes: a nonce before it, and a tag.</summary>
    public const int EncryptionOverhead = NonceLength + TagLength;

    private readonly Dictionary<(string Id, ActraKeyPurpose Purpose), byte[]> _derived = [];

    /// <summary>Creates a ring.</summary>
    /// <param name="keys">Key ids and keys, the signing one first. A key has at least 32 bytes; an id is not empty and has no blanks.</param>
    /// <exception cref="ArgumentException">There is no key, a key is shorter than 32 bytes, or an id is empty, has blanks or stands twice.</exception>
    public ActraKeyRing(params IReadOnlyList<KeyValuePair<string, byte[]>> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0)
        {
            throw new ArgumentException("a key ring needs at least one key", nameof(keys));
        }

        foreach (var (id, key) in keys)
        {
            if (string.IsNullOrEmpty(id) || id.Any(char.IsWhiteSpace))
            {
                throw new ArgumentException("a key's id is not empty and has no blanks", nameof(keys));
            }

            if (key is null || key.Length < 32)
            {
                throw new ArgumentException($"the key `{id}` is shorter than 32 bytes", nameof(keys));
            }

            foreach (var purpose in Enum.GetValues<ActraKeyPurpose>())
            {
                var info = Encoding.UTF8.GetBytes("actra/1/" + purpose.ToString().ToLowerInvariant());
                if (!_derived.TryAdd((id, purpose), HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: info)))
                {
                    throw new ArgumentException($"the key id `{id}` stands twice", nameof(keys));
                }
            }
        }

        SigningKeyId = keys[0].Key;
    }

    /// <summary>The id of the key that signs and encrypts.</summary>
    public string SigningKeyId { get; }

    /// <summary>True where the ring has a key of this id.</summary>
    public bool Knows(string? keyId) => keyId is not null && _derived.ContainsKey((keyId, ActraKeyPurpose.Actor));

    /// <summary>Signs data with HMAC-SHA-256 under the signing key of a purpose.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] Sign(ActraKeyPurpose purpose, ReadOnlySpan<byte> data) =>
        HMACSHA256.HashData(_derived[(SigningKeyId, purpose)], data);

    /// <summary>True where the signature was made over this data with the named key for this purpose. Takes the same time for every wrong signature.</summary>
    public bool Verify(ActraKeyPurpose purpose, string keyId, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        _derived.TryGetValue((keyId, purpose), out var key)
        && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, data), signature);

    /// <summary>Encrypts data with AES-256-GCM under the signing key of a purpose, with a random nonce: good for 2^32 pieces under one key.</summary>
    /// <param name="purpose">What the key is for.</param>
    /// <param name="associatedData">What the data belongs to: it is not kept, and decrypts with nothing else.</param>
    /// <param name="plain">The data. It may be the end of <paramref name="encrypted"/>, from <see cref="EncryptionOverhead"/> on: then it is overwritten.</param>
    /// <param name="encrypted">Takes the result; longer than the data by <see cref="EncryptionOverhead"/>.</param>
    /// <exception cref="ArgumentException">The result has another length.</exception>
    public void Encrypt(
        ActraKeyPurpose purpose,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plain,
        Span<byte> encrypted
    )
    {
        if (encrypted.Length - EncryptionOverhead != plain.Length)
        {
            throw new ArgumentException("encrypted data is longer by the overhead", nameof(encrypted));
        }

        var nonce = encrypted[..NonceLength];
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_derived[(SigningKeyId, purpose)], TagLength);
        cipher.Encrypt(
            nonce,
            plain,
            encrypted[EncryptionOverhead..],
            encrypted[NonceLength..EncryptionOverhead],
            associatedData
        );
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> has made with the named key.</summary>
    /// <param name="purpose">What the key is for.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="associatedData">What the data belongs to.</param>
    /// <param name="encrypted">The encrypted data.</param>
    /// <param name="plain">Takes the data; shorter by <see cref="EncryptionOverhead"/>. Zeros where the answer is false.</param>
    /// <returns>False where the ring has no such key, or the data was not encrypted with it, for this purpose, with this associated data.</returns>
    /// <exception cref="ArgumentException"><paramref name="plain"/> has another length.</exception>
    public bool Decrypt(
        ActraKeyPurpose purpose,
        string keyId,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> encrypted,
        Span<byte> plain
    )
    {
        if (encrypted.Length - EncryptionOverhead != plain.Length)
        {
            throw new ArgumentException("encrypted data is longer by the overhead", nameof(plain));
        }

        if (!_derived.TryGetValue((keyId, purpose), out var key))
        {
            plain.Clear();
            return false;
        }

        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(
                encrypted[..NonceLength],
                encrypted[EncryptionOverhead..],
                encrypted[NonceLength..EncryptionOverhead],
                plain,
                associatedData
            );
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            plain.Clear();
            return false;
        }
    }
}
