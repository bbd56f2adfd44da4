using System.Security.Cryptography;
using System.Text;
using Actra.Model;

namespace Actra.Storage;

/// <summary>
/// What stands before work in a row: a version, what was done to the work, the length of the key's id and the id; then the work, with the nonce and tag of AES-256-GCM,
/// or where there is no key with a SHA-256. Tag and hash cover all of it and the row's place, so that a changed byte or a swapped row shows. Anybody can make the hash
/// again: it finds accidents only.
/// </summary>
/// <param name="KeyId">The key; empty where the work is not encrypted.</param>
/// <param name="IsCompressed">True where the work is compressed.</param>
internal sealed record EnvelopeFrame(string KeyId, bool IsCompressed)
{
    private const byte Version = 1;
    private const byte Compressed = 1;
    private const byte Encrypted = 2;
    private const int FixedLength = 3;

    /// <summary>Where the work begins.</summary>
    public int Overhead => PrefixLength + (IsEncrypted ? ActraKeyRing.EncryptionOverhead : SHA256.HashSizeInBytes);

    private bool IsEncrypted => KeyId.Length > 0;

    private int PrefixLength => FixedLength + Encoding.UTF8.GetByteCount(KeyId);

    /// <summary>The frame of uncompressed work that is written now.</summary>
    /// <exception cref="ArgumentException">The key's id is too long to stand in a row.</exception>
    public static EnvelopeFrame For(ActraKeyRing? keys)
    {
        var id = keys?.SigningKeyId ?? "";
        return Encoding.UTF8.GetByteCount(id) <= byte.MaxValue
            ? new EnvelopeFrame(id, IsCompressed: false)
            : throw new ArgumentException("the id of a key that encrypts has at most 255 bytes", nameof(keys));
    }

    /// <exception cref="ActraException">The bytes begin otherwise than what is written.</exception>
    public static EnvelopeFrame Read(string place, ReadOnlySpan<byte> stored)
    {
        if (stored.Length < FixedLength || stored[0] != Version || stored[1] > (Compressed | Encrypted))
        {
            throw Unreadable(place, "it is in no form that this version of Actra knows");
        }

        var isEncrypted = (stored[1] & Encrypted) != 0;
        var id = stored[FixedLength..];
        if (isEncrypted != stored[2] > 0 || id.Length < stored[2])
        {
            throw Unreadable(place, "it is in no form that is written");
        }

        var frame = new EnvelopeFrame(Encoding.UTF8.GetString(id[..stored[2]]), (stored[1] & Compressed) != 0);
        return stored.Length >= frame.Overhead ? frame : throw Unreadable(place, "it is cut off");
    }

    /// <summary>Encrypts the work, which stands behind the overhead, where there is a key, and fills the overhead in.</summary>
    /// <returns>The same bytes.</returns>
    public byte[] Close(ActraKeyRing? keys, string place, byte[] stored)
    {
        stored[0] = Version;
        stored[1] = (byte)((IsCompressed ? Compressed : 0) | (IsEncrypted ? Encrypted : 0));
        stored[2] = (byte)Encoding.UTF8.GetBytes(KeyId, stored.AsSpan(FixedLength));
        var content = stored.AsSpan(Overhead);
        if (IsEncrypted)
        {
            keys!.Encrypt(ActraKeyPurpose.Body, Belonging(place, stored), content, stored.AsSpan(PrefixLength));
        }
        else
        {
            Hash(Belonging(place, stored), content).CopyTo(stored, PrefixLength);
        }

        return stored;
    }

    /// <summary>The work.</summary>
    /// <exception cref="ActraException">The bytes were changed or belong to another place, or the ring has not their key.</exception>
    public ReadOnlyMemory<byte> Open(ActraKeyRing? keys, string place, byte[] stored)
    {
        if (!IsEncrypted)
        {
            var hash = Hash(Belonging(place, stored), stored.AsSpan(Overhead));
            return hash.AsSpan().SequenceEqual(stored.AsSpan(PrefixLength, hash.Length))
                ? stored.AsMemory(Overhead)
                : throw Unreadable(place, "it was changed, or is another row's");
        }

        if (keys?.Knows(KeyId) != true)
        {
            var id = string.Concat(KeyId.Select(c => char.IsControl(c) ? '?' : c));
            throw Unreadable(place, $"it is encrypted with the key `{id}`, which is not among this host's keys");
        }

        var plain = new byte[stored.Length - Overhead];
        return keys.Decrypt(ActraKeyPurpose.Body, KeyId, Belonging(place, stored), stored.AsSpan(PrefixLength), plain)
            ? plain
            : throw Unreadable(
                place,
                $"it was changed, is another row's, or was encrypted with another key of the id `{KeyId}`"
            );
    }

    public static ActraException Unreadable(string place, string why, Exception? cause = null) =>
        new($"the work of `{place}` cannot be read: {why}", cause);

    private byte[] Belonging(string place, ReadOnlySpan<byte> stored) =>
        [.. stored[..PrefixLength], .. Encoding.UTF8.GetBytes(place)];

    private static byte[] Hash(ReadOnlySpan<byte> belonging, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(belonging));
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
