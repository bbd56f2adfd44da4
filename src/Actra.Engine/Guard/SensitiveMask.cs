using System.Text;
using Actra.Model;

namespace Actra.Guard;

/// <summary>Hides sensitive values. With a key ring, equal values give equal marks, so that records can be compared without being read.</summary>
internal sealed class SensitiveMask(ActraKeyRing? keys)
{
    public const string Hidden = "***";

    public string Hide(FieldValue value) =>
        keys is null
            ? Hidden
            : $"hmac:{keys.SigningKeyId}:{Convert.ToHexStringLower(keys.Sign(ActraKeyPurpose.Mask, Encoding.UTF8.GetBytes(value.ToString())).AsSpan(0, 16))}";
}
