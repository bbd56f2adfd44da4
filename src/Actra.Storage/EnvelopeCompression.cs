using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Actra.Model;

namespace Actra.Storage;

/// <summary>Brotli at its fastest, after the size that comes out again.</summary>
internal static class EnvelopeCompression
{
    /// <summary>More is neither compressed nor taken out again: a few bytes may not claim all memory.</summary>
    public const int Largest = 128 << 20;

    private const int LengthSize = sizeof(int);
    private const int Fastest = 1;
    private const int Window = 22;

    /// <summary>Compresses what stands from an offset on.</summary>
    /// <returns>The same offset, the size and the result; null where that would not be shorter.</returns>
    public static byte[]? Compress(byte[] bytes, int offset)
    {
        var plain = bytes.AsSpan(offset);
        if (plain.Length is <= LengthSize + 1 or > Largest)
        {
            return null;
        }

        var result = new byte[bytes.Length - 1];
        var start = offset + LengthSize;
        if (!BrotliEncoder.TryCompress(plain, result.AsSpan(start), out var length, Fastest, Window))
        {
            return null;
        }

        BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan(offset), plain.Length);
        Array.Resize(ref result, start + length);
        return result;
    }

    /// <exception cref="ActraException">The bytes are no such result, or another size comes out than they claim.</exception>
    public static byte[] Decompress(string place, ReadOnlySpan<byte> compressed)
    {
        var size = compressed.Length > LengthSize ? BinaryPrimitives.ReadInt32LittleEndian(compressed) : -1;
        if (size is < 0 or > Largest)
        {
            throw EnvelopeFrame.Unreadable(place, "it claims a size that is never written");
        }

        var plain = new byte[size];
        using var decoder = new BrotliDecoder();
        var source = compressed[LengthSize..];
        return
            decoder.Decompress(source, plain, out var read, out var written) == OperationStatus.Done
            && read == source.Length
            && written == size
            ? plain
            : throw EnvelopeFrame.Unreadable(place, "it does not decompress to the size that it claims");
    }
}
