using System.Security.Cryptography;
using System.Text;

namespace Actra.Model;

/// <summary>
/// The host's secret keys by id. The newest signs, all verify, so keys can be rotated. The keys of each purpose are derived by HKDF-SHA-256 (RFC 5869).
/// Immutable and thread-safe.
/// </summary>
public sealed class ActraKeyRing
{
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

    /// <summary>The id of the key that signs.</summary>
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
}
