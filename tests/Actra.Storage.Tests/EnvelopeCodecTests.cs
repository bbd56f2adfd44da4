using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Actra.Approvals;
using Actra.Model;
using Actra.Testing;

namespace Actra.Storage.Tests;

public sealed class EnvelopeCodecTests
{
    private const string Place = "approval/apr_1";
    private const int Always = 0;
    private const int Never = int.MaxValue;

    private static readonly ActraKeyRing Ring = Keys("a");

    public static TheoryData<bool, int, int, bool> Shapes
    {
        get
        {
            var shapes = new TheoryData<bool, int, int, bool>();
            foreach (var encrypted in new[] { false, true })
            {
                foreach (var from in new[] { Always, 4096, Never })
                {
                    foreach (var size in new[] { 0, 1, 3000, 5000, 300_000 })
                    {
                        shapes.Add(encrypted, from, size, false);
                        shapes.Add(encrypted, from, size, true);
                    }
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_was_written_comes_back(bool encrypted, int from, int size, bool random)
    {
        var codec = new EnvelopeCodec(encrypted ? Ring : null, from);
        var sent = SampleApprovals.Envelope() with { Body = Body(size, random), ContentType = "text/\0é" };
        Same(sent, codec.Read(Place, codec.Write(Place, sent)));
    }

    [Fact]
    public void Work_without_headers_or_content_type_comes_back()
    {
        var codec = new EnvelopeCodec(Ring, Always);
        var sent = new WorkEnvelope(default, "", new Dictionary<string, string>());
        Same(sent, codec.Read(Place, codec.Write(Place, sent)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Work_is_compressed_from_the_threshold_on_and_only_where_that_makes_it_smaller(bool encrypted)
    {
        var codec = new EnvelopeCodec(encrypted ? Ring : null, 4096);
        Assert.InRange(codec.Write(Place, Envelope(Body(3000, random: false))).Length, 3000, 3500);
        Assert.InRange(codec.Write(Place, Envelope(Body(5000, random: false))).Length, 1, 1000);
        Assert.InRange(codec.Write(Place, Envelope(Body(5000, random: true))).Length, 5000, 5500);
    }

    [Theory]
    [InlineData(false, Never)]
    [InlineData(false, Always)]
    [InlineData(true, Never)]
    [InlineData(true, Always)]
    public void Each_changed_bit_of_each_byte_is_refused(bool encrypted, int from)
    {
        var codec = new EnvelopeCodec(encrypted ? Ring : null, from);
        var stored = codec.Write(Place, Envelope(Body(200, random: false)));
        for (var i = 0; i < stored.Length; i++)
        {
            for (var bit = 1; bit < 256; bit <<= 1)
            {
                stored[i] ^= (byte)bit;
                Refused(codec, stored);
                stored[i] ^= (byte)bit;
            }
        }

        for (var length = 0; length < stored.Length; length++)
        {
            Refused(codec, stored[..length]);
        }

        Refused(codec, [.. stored, 0]);
        codec.Read(Place, stored);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_row_of_another_request_is_refused(bool encrypted)
    {
        var codec = new EnvelopeCodec(encrypted ? Ring : null, Never);
        var stored = codec.Write(EnvelopeCodec.OfApproval("apr_1"), Envelope([1]));
        Assert.Contains("another row's", Unreadable(codec, EnvelopeCodec.OfApproval("apr_2"), stored));
        Assert.Contains("another row's", Unreadable(codec, EnvelopeCodec.OfDeferred("apr_1"), stored));
    }

    [Fact]
    public void Encrypted_work_shows_neither_its_body_nor_its_headers()
    {
        var sent = new WorkEnvelope(
            Encoding.ASCII.GetBytes("the-body"),
            "the/type",
            new Dictionary<string, string> { ["the-header"] = "the-value" }
        );
        var stored = Encoding.Latin1.GetString(new EnvelopeCodec(Ring, Never).Write(Place, sent));
        Assert.All(
            ["the-body", "the/type", "the-header", "the-value"],
            secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal)
        );
        Assert.Contains(
            "the-body",
            Encoding.Latin1.GetString(new EnvelopeCodec(null, Never).Write(Place, sent)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_same_work_is_never_encrypted_to_the_same_bytes()
    {
        var codec = new EnvelopeCodec(Ring, Never);
        Assert.NotEqual(codec.Write(Place, Envelope([1])), codec.Write(Place, Envelope([1])));
    }

    [Fact]
    public void Keys_can_be_rotated_and_work_of_before_the_first_key_is_read()
    {
        var sent = Envelope(Body(10, random: false));
        var rotated = new EnvelopeCodec(Keys("b", "a"), Never);
        Same(sent, rotated.Read(Place, new EnvelopeCodec(Ring, Never).Write(Place, sent)));
        Same(sent, rotated.Read(Place, new EnvelopeCodec(null, Never).Write(Place, sent)));
        Same(sent, new EnvelopeCodec(Keys("b"), Never).Read(Place, rotated.Write(Place, sent)));
    }

    [Fact]
    public void A_host_that_does_not_encrypt_any_more_reads_what_was_encrypted_before()
    {
        var sent = Envelope("a body in plain words"u8.ToArray());
        var plain = new EnvelopeCodec(Ring, Never, encrypts: false);

        Same(sent, plain.Read(Place, new EnvelopeCodec(Ring, Never).Write(Place, sent)));
        Assert.Contains("plain words", Encoding.Latin1.GetString(plain.Write(Place, sent)));
    }

    [Fact]
    public void A_key_that_is_not_there_is_named()
    {
        var stored = new EnvelopeCodec(Ring, Never).Write(Place, Envelope([1]));
        Assert.Contains("the key `a`", Unreadable(new EnvelopeCodec(null, Never), Place, stored));
        Assert.Contains("the key `a`", Unreadable(new EnvelopeCodec(Keys("b"), Never), Place, stored));
        Assert.Contains("apr_1", Unreadable(new EnvelopeCodec(Keys("b"), Never), Place, stored));
    }

    [Fact]
    public void Another_key_of_the_same_id_opens_nothing()
    {
        var other = new ActraKeyRing(KeyValuePair.Create("a", Enumerable.Repeat((byte)9, 32).ToArray()));
        var stored = new EnvelopeCodec(Ring, Never).Write(Place, Envelope([1]));
        Assert.Contains("another key of the id `a`", Unreadable(new EnvelopeCodec(other, Never), Place, stored));
    }

    [Fact]
    public void Work_of_a_newer_form_is_refused()
    {
        var codec = new EnvelopeCodec(null, Never);
        var stored = codec.Write(Place, Envelope([1]));
        stored[0] = 2;
        Assert.Contains("this version of Actra", Unreadable(codec, Place, stored));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(EnvelopeCompression.Largest)]
    [InlineData(EnvelopeCompression.Largest + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_claimed_size_that_is_not_the_true_one_is_refused(int claimed)
    {
        // Somebody who can write into the database makes the hash again: all that is left is the claim.
        var codec = new EnvelopeCodec(null, Always);
        var stored = codec.Write(Place, Envelope(Body(5000, random: false)));
        const int Prefix = 3;
        var content = stored.AsSpan(Prefix + SHA256.HashSizeInBytes);
        Rehash();
        codec.Read(Place, stored);

        BinaryPrimitives.WriteInt32LittleEndian(stored.AsSpan(Prefix + SHA256.HashSizeInBytes), claimed);
        Rehash();
        Assert.Contains("size", Unreadable(codec, Place, stored));

        void Rehash() =>
            SHA256
                .HashData([
                    .. SHA256.HashData([.. stored[..Prefix], .. Encoding.UTF8.GetBytes(Place)]),
                    .. stored[(Prefix + SHA256.HashSizeInBytes)..],
                ])
                .CopyTo(stored, Prefix);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixty_four_mebibytes_come_back_in_a_few_copies(bool random)
    {
        const int Size = 64 << 20;
        var codec = new EnvelopeCodec(Ring, 4096);
        var sent = Envelope(Body(Size, random));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var stored = codec.Write(Place, sent);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Size, 2.2 * Size);
        before = GC.GetAllocatedBytesForCurrentThread();
        var kept = codec.Read(Place, stored);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Size, 2.2 * Size);
        Same(sent, kept);
        Assert.Equal(random, stored.Length > Size);
    }

    [Fact]
    public void A_key_whose_id_cannot_stand_in_a_row_is_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => new EnvelopeCodec(Keys(new string('k', 256)), Never));
        var codec = new EnvelopeCodec(Keys(new string('k', 255)), Never);
        Same(Envelope([1]), codec.Read(Place, codec.Write(Place, Envelope([1]))));
    }

    private static void Same(WorkEnvelope sent, WorkEnvelope kept)
    {
        Assert.True(kept.Body.Span.SequenceEqual(sent.Body.Span));
        Assert.Equal(sent.ContentType, kept.ContentType);
        Assert.Equal(sent.Headers.OrderBy(header => header.Key), kept.Headers.OrderBy(header => header.Key));
    }

    private static void Refused(EnvelopeCodec codec, byte[] stored) =>
        Assert.Throws<ActraException>(() => codec.Read(Place, stored));

    private static string Unreadable(EnvelopeCodec codec, string place, byte[] stored) =>
        Assert.Throws<ActraException>(() => codec.Read(place, stored)).Message;

    private static WorkEnvelope Envelope(byte[] body) => SampleApprovals.Envelope() with { Body = body };

    private static byte[] Body(int size, bool random)
    {
        var body = new byte[size];
        if (random)
        {
            new Random(7).NextBytes(body);
        }

        return body;
    }

    private static ActraKeyRing Keys(params string[] ids) =>
        new([.. ids.Select(id => KeyValuePair.Create(id, SHA256.HashData(Encoding.UTF8.GetBytes(id))))]);
}
