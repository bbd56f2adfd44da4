using Actra.Audit;

namespace Actra.Storage;

/// <summary>A cut as a row holds it. A row that is none becomes a cut with an empty signature.</summary>
internal static class StoredCut
{
    private const long LastTime = 253_402_300_799_999;

    public static SignedCut Read(
        long? after,
        string? afterHash,
        long? sequence,
        string? hash,
        long? time,
        string? keyId,
        string? signature
    ) =>
        after is { } from
        && afterHash is not null
        && sequence is { } to
        && hash is not null
        && time is >= 0 and <= LastTime and { } at
        && keyId is not null
        && signature is not null
            ? new SignedCut(
                new AuditHead(from, afterHash),
                new AuditHead(to, hash),
                DateTimeOffset.FromUnixTimeMilliseconds(at),
                keyId,
                signature
            )
            : new SignedCut(
                AuditHead.None,
                new AuditHead(sequence ?? 0, ""),
                DateTimeOffset.UnixEpoch,
                keyId ?? "",
                ""
            );
}
