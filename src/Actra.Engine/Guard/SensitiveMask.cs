using System.Text;
using Actra.Model;

namespace Actra.Guard;

/// <summary>Hides sensitive values. With a key ring, equal values give equal marks, so that records can be compared without being read.</summary>
internal sealed class SensitiveMask(ActraKeyRing? keys)
{
    public const string Hidden = "***";
    private const string Keyed = "hmac:";

    /// <summary>True where a text looks like a hidden value.</summary>
    public static bool IsHidden(string text) =>
        text == Hidden || (text.StartsWith(Keyed, StringComparison.Ordinal) && text.Count(c => c == ':') == 2);

    public string Hide(FieldValue value) =>
        keys is null
            ? Hidden
            : $"{Keyed}{keys.SigningKeyId}:{Convert.ToHexStringLower(keys.Sign(ActraKeyPurpose.Mask, Encoding.UTF8.GetBytes(value.ToString())).AsSpan(0, 16))}";
}
