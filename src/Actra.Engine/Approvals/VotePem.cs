using System.Security.Cryptography;

namespace Actra.Approvals;

/// <summary>Keys of people as PEM keeps them: ECDSA on P-256 and nothing else. Messages never hold the text.</summary>
internal static class VotePem
{
    private const string Curve = "1.2.840.10045.3.1.7";

    /// <summary>The key's id, from its public half: whoever has either half knows it, and two keys never share one.</summary>
    public static string KeyId(byte[] publicHalf) =>
        "p256-" + Convert.ToHexStringLower(SHA256.HashData(publicHalf))[..32];

    public static string Write(byte[] publicHalf) => PemEncoding.WriteString("PUBLIC KEY", publicHalf) + "\n";

    /// <returns>The public half as a <c>SubjectPublicKeyInfo</c>.</returns>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static byte[] ReadPublic(string pem) =>
        Label(pem) switch
        {
            "PUBLIC KEY" => Read(pem, key => key.ExportSubjectPublicKeyInfo()),
            "PRIVATE KEY" or "EC PRIVATE KEY" or "ENCRYPTED PRIVATE KEY" => throw Wrong(
                "the PEM holds a private key; a host is given the public half"
            ),
            var label => throw Wrong($"the PEM holds no public key but `{label}`"),
        };

    /// <returns>The private key as PKCS #8.</returns>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static byte[] ReadPrivate(string pem) =>
        Label(pem) switch
        {
            "PRIVATE KEY" or "EC PRIVATE KEY" => Read(pem, key => key.ExportPkcs8PrivateKey()),
            "PUBLIC KEY" => throw Wrong("the PEM holds a public key; votes are signed with the private one"),
            "ENCRYPTED PRIVATE KEY" => throw Wrong("the PEM is encrypted; only a key without a password can be read"),
            var label => throw Wrong($"the PEM holds no private key but `{label}`"),
        };

    private static T Read<T>(string pem, Func<ECDsa, T> export)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve.Oid;
            if (curve.Value is null ? curve.FriendlyName is not ("nistP256" or "ECDSA_P256") : curve.Value != Curve)
            {
                throw Wrong("the key is on another curve than P-256");
            }

            return export(key);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            throw new ArgumentException("the PEM holds no ECDSA key on P-256", e);
        }
    }

    /// <summary>What the PEM says it holds. OpenSSL writes the parameters of a curve before the key.</summary>
    private static string Label(string pem)
    {
        var labels = new List<string>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label] is var label and not "EC PARAMETERS")
            {
                labels.Add(label.ToString());
            }

            rest = rest[fields.Location.End..];
        }

        return labels switch
        {
            [var one] => one,
            [] => throw Wrong("the text is no PEM"),
            _ => throw Wrong("the PEM holds several keys"),
        };
    }

    private static ArgumentException Wrong(string message) => new(message);
}
