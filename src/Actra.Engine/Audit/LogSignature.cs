using System.Buffers;
using Actra.Model;

namespace Actra.Audit;

/// <summary>How statements about the log are signed: lower-case hex.</summary>
internal static class LogSignature
{
    public static string Sign(ActraKeyRing keys, ActraKeyPurpose purpose, CanonicalWriter text) =>
        Convert.ToHexStringLower(keys.Sign(purpose, text.Written));

    public static bool Holds(
        ActraKeyRing keys,
        ActraKeyPurpose purpose,
        string? keyId,
        CanonicalWriter text,
        string? signature
    )
    {
        ArgumentNullException.ThrowIfNull(keys);
        var bytes = new byte[32];
        return keyId is not null
            && signature is { Length: 64 }
            && Convert.FromHexString(signature, bytes, out _, out _) == OperationStatus.Done
            && keys.Verify(purpose, keyId, text.Written, bytes);
    }
}
