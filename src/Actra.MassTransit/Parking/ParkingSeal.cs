using System.Buffers.Text;
using System.Security.Cryptography;
using Actra.Model;

namespace Actra.MassTransit;

/// <summary>The host's signature over a parking record and the body it stands beside.</summary>
internal static class ParkingSeal
{
    public static string Create(ActraKeyRing keys, string record, ReadOnlySpan<byte> body) =>
        keys.SigningKeyId + "~" + Base64Url.EncodeToString(keys.Sign(ActraKeyPurpose.Parking, Statement(record, body)));

    public static bool Holds(ActraKeyRing keys, string? seal, string record, ReadOnlySpan<byte> body)
    {
        var split = seal?.LastIndexOf('~') ?? -1;
        return split > 0
            && Base64Url.IsValid(seal.AsSpan(split + 1))
            && keys.Verify(
                ActraKeyPurpose.Parking,
                seal![..split],
                Statement(record, body),
                Base64Url.DecodeFromChars(seal.AsSpan(split + 1))
            );
    }

    private static ReadOnlySpan<byte> Statement(string record, ReadOnlySpan<byte> body) =>
        new CanonicalWriter("actra/parking/1").Add(record).Add(SHA256.HashData(body)).Written;
}
