using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Actra.Approvals;
using Actra.Model;

namespace Actra.Storage;

/// <summary>
/// Work as rows keep it: in a frame (<see cref="EnvelopeFrame"/>) the length of its head, its head (content type and headers, as JSON) and its body, all together
/// compressed where that makes them smaller. A row's bytes belong to its place: they are unreadable in another. Besides the caller's, there are two copies of a body in
/// memory, three where it is compressed.
/// </summary>
/// <param name="keys">The keys of parked work; null where there are none.</param>
/// <param name="compressFrom">From which size on work is compressed, in bytes.</param>
/// <param name="encrypts">False where the keys are only for reading what was encrypted before.</param>
internal sealed class EnvelopeCodec(ActraKeyRing? keys, int compressFrom, bool encrypts = true)
{
    private const int LengthSize = sizeof(int);

    private readonly EnvelopeFrame _frame = EnvelopeFrame.For(encrypts ? keys : null);

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static EnvelopeCodec For(ApprovalStoreOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.CompressFrom);
        return new EnvelopeCodec(options.Keys, options.CompressFrom, options.EncryptsWork);
    }

    /// <summary>The place of the parked work of a request.</summary>
    public static string OfApproval(string id) => "approval/" + id;

    /// <summary>The place of work set aside.</summary>
    public static string OfDeferred(string key) => "deferred/" + key;

    /// <exception cref="ActraException">The work is too large for any row.</exception>
    public byte[] Write(string place, WorkEnvelope envelope)
    {
        var head = Encoding.UTF8.GetBytes(StoredJson.Write(new Head(envelope.ContentType, envelope.Headers)));
        var size = (long)_frame.Overhead + LengthSize + head.Length + envelope.Body.Length;
        if (size > Array.MaxLength)
        {
            throw new ActraException($"the work of `{place}` is too large to be stored: {size} bytes");
        }

        var stored = new byte[size];
        var content = stored.AsSpan(_frame.Overhead);
        BinaryPrimitives.WriteInt32LittleEndian(content, head.Length);
        head.CopyTo(content[LengthSize..]);
        envelope.Body.Span.CopyTo(content[(LengthSize + head.Length)..]);
        return content.Length >= compressFrom && EnvelopeCompression.Compress(stored, _frame.Overhead) is { } compressed
            ? (_frame with { IsCompressed = true }).Close(keys, place, compressed)
            : _frame.Close(keys, place, stored);
    }

    /// <exception cref="ActraException">The bytes are not what was written for this place, or no key of the ring opens them.</exception>
    public WorkEnvelope Read(string place, byte[] stored)
    {
        var frame = EnvelopeFrame.Read(place, stored);
        var content = frame.Open(keys, place, stored);
        content = frame.IsCompressed ? EnvelopeCompression.Decompress(place, content.Span) : content;
        try
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.Span);
            var head = StoredJson.Read<Head>(Encoding.UTF8.GetString(content.Span.Slice(LengthSize, length)));
            return head is { ContentType: not null, Headers: not null }
                ? new WorkEnvelope(content[(LengthSize + length)..], head.ContentType, head.Headers)
                : throw new JsonException("a head has a content type and headers");
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or JsonException)
        {
            throw EnvelopeFrame.Unreadable(place, "it is in no form that is written", e);
        }
    }

    private sealed record Head(string ContentType, IReadOnlyDictionary<string, string> Headers);
}
