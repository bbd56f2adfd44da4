using System.Security.Cryptography;
using Actra.Approvals;

namespace Actra.Engine.Tests.Approvals;

public sealed class VoteKeyTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> People = new() { ["alice"] = ["finance"] };

    [Fact]
    public void Both_halves_have_one_id_and_no_two_keys_share_it()
    {
        var signer = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());
        var key = VoteKey.FromPublicKey(signer.PublicHalf!, People);

        Assert.Matches("^p256-[0-9a-f]{32}$", key.KeyId);
        Assert.Equal(signer.KeyId, key.KeyId);
        Assert.Equal(signer.PublicHalf, key.PublicHalf);
        Assert.NotEqual(signer.KeyId, VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey()).KeyId);
    }

    [Fact]
    public void What_openssl_writes_is_read()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = PemEncoding.WriteString("EC PARAMETERS", [6, 8, 42, 134, 72, 206, 61, 3, 1, 7]);

        var signer = VoteSigner.FromPrivateKey($"of alice\n{parameters}\n{key.ExportECPrivateKeyPem()}\n");

        Assert.Equal(key.ExportSubjectPublicKeyInfoPem() + "\n", signer.PublicHalf);
    }

    public static TheoryData<string, string> NoPublicHalves =>
        new()
        {
            { "", "the text is no PEM" },
            { "alice", "the text is no PEM" },
            { "-----BEGIN PUBLIC KEY-----\n%%%\n-----END PUBLIC KEY-----", "the text is no PEM" },
            { "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "no ECDSA key on P-256" },
            { "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PRIVATE KEY-----", "the text is no PEM" },
            { "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "no public key but `CERTIFICATE`" },
            { VoteSigner.NewPrivateKey(), "holds a private key" },
            { Public(ECCurve.NamedCurves.nistP384), "another curve than P-256" },
            { Public(ECCurve.CreateFromFriendlyName("secp256k1")), "another curve than P-256" },
            { Rsa(key => key.ExportSubjectPublicKeyInfoPem()), "no ECDSA key on P-256" },
            { Public(ECCurve.NamedCurves.nistP256) + Public(ECCurve.NamedCurves.nistP256), "several keys" },
        };

    [Theory]
    [MemberData(nameof(NoPublicHalves))]
    public void What_is_no_public_half_is_refused_in_words(string pem, string why)
    {
        var refused = Assert.Throws<ArgumentException>(() => VoteKey.FromPublicKey(pem, People));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> NoPrivateKeys =>
        new()
        {
            { "alice-1 AAAA", "the text is no PEM" },
            { "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "no ECDSA key on P-256" },
            { Public(ECCurve.NamedCurves.nistP256), "holds a public key" },
            { Private(ECCurve.NamedCurves.nistP521), "another curve than P-256" },
            { Rsa(key => key.ExportPkcs8PrivateKeyPem()), "no ECDSA key on P-256" },
            { Encrypted(), "is encrypted" },
            { "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "`RSA PRIVATE KEY`" },
        };

    [Theory]
    [MemberData(nameof(NoPrivateKeys))]
    public void What_is_no_private_key_is_refused_in_words(string pem, string why)
    {
        var refused = Assert.Throws<ArgumentException>(() => VoteSigner.FromPrivateKey(pem));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    private static string Public(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return key.ExportSubjectPublicKeyInfoPem() + "\n";
    }

    private static string Private(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Encrypted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportEncryptedPkcs8PrivateKeyPem(
            "password",
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)
        );
    }

    private static string Rsa(Func<RSA, string> export)
    {
        using var key = RSA.Create(2048);
        return export(key);
    }
}
