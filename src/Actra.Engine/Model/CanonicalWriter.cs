using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Actra.Model;

/// <summary>
/// Writes fields so that no two different sequences give the same bytes: each is its length in bytes (32 bits, big endian), then its bytes; a missing one is
/// a length of all ones. What is signed or hashed anywhere in Actra is written by it.
/// </summary>
public sealed class CanonicalWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Starts with a label that names what is written and its format version, for example <c>actra/work/1</c>.</summary>
    public CanonicalWriter(string label) => Add(label);

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Adds a text, in UTF-8; null is told from empty.</summary>
    public CanonicalWriter Add(string? text)
    {
        if (text is null)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_buffer.GetSpan(4), uint.MaxValue);
            _buffer.Advance(4);
            return this;
        }

        return Add(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Adds bytes.</summary>
    public CanonicalWriter Add(ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(4), bytes.Length);
        _buffer.Advance(4);
        _buffer.Write(bytes);
        return this;
    }

    /// <summary>Adds an integer.</summary>
    public CanonicalWriter Add(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Add(bytes);
    }

    /// <summary>Adds a time, to the millisecond.</summary>
    public CanonicalWriter Add(DateTimeOffset time) => Add(time.ToUnixTimeMilliseconds());

    /// <summary>The SHA-256 of what has been written, as lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Written));
}
