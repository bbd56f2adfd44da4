using System.Security.Cryptography;
using System.Text;
using Actra.Model;

namespace Actra.Engine.Tests.Model;

public sealed class ActraKeyRingTests
{
    private static readonly byte[] Plain = "what nobody else may read"u8.ToArray();

    [Fact]
    public void What_was_encrypted_is_decrypted_for_the_same_purpose_and_the_same_row_alone()
    {
        var ring = Ring("a");
        var encrypted = Encrypt(ring);
        Assert.Equal(Plain, Decrypt(ring, "a", encrypted));
        Assert.Null(Decrypt(ring, "a", encrypted, belongsTo: "row 2"));
        Assert.Null(Decrypt(ring, "a", encrypted, ActraKeyPurpose.Mask));
        Assert.Null(Decrypt(ring, "b", encrypted));
        Assert.DoesNotContain("nobody", Encoding.Latin1.GetString(encrypted), StringComparison.Ordinal);
        Assert.NotEqual(encrypted, Encrypt(ring));
    }

    [Fact]
    public void After_a_rotation_the_newest_encrypts_and_all_decrypt()
    {
        var old = Encrypt(Ring("a"));
        var rotated = Ring("b", "a");
        Assert.Equal(Plain, Decrypt(rotated, "a", old));
        Assert.Equal(Plain, Decrypt(Ring("b"), "b", Encrypt(rotated)));
        Assert.Null(Decrypt(Ring("b"), "a", old));
    }

    [Fact]
    public void Each_changed_byte_is_noticed_and_leaves_nothing_behind()
    {
        var ring = Ring("a");
        var encrypted = Encrypt(ring);
        for (var i = 0; i < encrypted.Length; i++)
        {
            encrypted[i] ^= 1;
            var plain = Enumerable.Repeat((byte)7, Plain.Length).ToArray();
            Assert.False(ring.Decrypt(ActraKeyPurpose.Body, "a", "row 1"u8, encrypted, plain));
            Assert.All(plain, left => Assert.Equal(0, left));
            encrypted[i] ^= 1;
        }
    }

    [Fact]
    public void Data_may_be_encrypted_where_it_stands()
    {
        var ring = Ring("a");
        var bytes = new byte[ActraKeyRing.EncryptionOverhead + Plain.Length];
        Plain.CopyTo(bytes, ActraKeyRing.EncryptionOverhead);
        ring.Encrypt(ActraKeyPurpose.Body, "row 1"u8, bytes.AsSpan(ActraKeyRing.EncryptionOverhead), bytes);
        Assert.Equal(Plain, Decrypt(ring, "a", bytes));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Lengths_that_do_not_fit_are_refused(int more)
    {
        var ring = Ring("a");
        var encrypted = new byte[ActraKeyRing.EncryptionOverhead + Plain.Length + more];
        Assert.Throws<ArgumentException>(() => ring.Encrypt(ActraKeyPurpose.Body, default, Plain, encrypted));
        Assert.Throws<ArgumentException>(() =>
            ring.Decrypt(ActraKeyPurpose.Body, "a", default, encrypted, new byte[Plain.Length])
        );
        Assert.Throws<ArgumentException>(() => ring.Decrypt(ActraKeyPurpose.Body, "a", default, new byte[5], []));
    }

    private static byte[] Encrypt(ActraKeyRing ring)
    {
        var encrypted = new byte[ActraKeyRing.EncryptionOverhead + Plain.Length];
        ring.Encrypt(ActraKeyPurpose.Body, "row 1"u8, Plain, encrypted);
        return encrypted;
    }

    private static byte[]? Decrypt(
        ActraKeyRing ring,
        string key,
        byte[] encrypted,
        ActraKeyPurpose purpose = ActraKeyPurpose.Body,
        string belongsTo = "row 1"
    )
    {
        var plain = new byte[Plain.Length];
        return ring.Decrypt(purpose, key, Encoding.UTF8.GetBytes(belongsTo), encrypted, plain) ? plain : null;
    }

    private static ActraKeyRing Ring(params string[] ids) =>
        new([.. ids.Select(id => KeyValuePair.Create(id, SHA256.HashData(Encoding.UTF8.GetBytes(id))))]);
}
