using Actra.Model;

namespace Actra.Approvals;

/// <summary>
/// Seals approvals with the host's key and checks the seals before approved work runs: who can write into the database, and has no key, approves nothing. The
/// seal covers the work, what was shown, every vote with its roles, and the grant's times.
/// </summary>
/// <param name="keys">The host's keys: the first seals, all verify.</param>
public sealed class GrantSealer(ActraKeyRing keys)
{
    /// <summary>The seal of an approved request: the key's id, a colon, HMAC-SHA-256 in lower-case hex.</summary>
    public string Seal(ApprovalRequest approved)
    {
        ArgumentNullException.ThrowIfNull(approved);
        var mac = keys.Sign(ActraKeyPurpose.Grant, Text(approved, keys.SigningKeyId).Written);
        return $"{keys.SigningKeyId}:{Convert.ToHexStringLower(mac)}";
    }

    /// <summary>True where a key of the ring has sealed exactly this approval.</summary>
    public bool Holds(ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var mac = new byte[32];
        return request.GrantSeal is { } seal
            && seal.LastIndexOf(':') is > 0 and var colon
            && seal.Length - colon == 65
            && Convert.FromHexString(seal.AsSpan(colon + 1), mac, out _, out _) == System.Buffers.OperationStatus.Done
            && keys.Verify(ActraKeyPurpose.Grant, seal[..colon], Text(request, seal[..colon]).Written, mac);
    }

    private static CanonicalWriter Text(ApprovalRequest request, string keyId)
    {
        var text = new CanonicalWriter("actra/grant/1")
            .Add(keyId)
            .Add(request.Id)
            .Add(request.Work.Key)
            .Add((long)request.Generation)
            .Add(request.Tenant)
            .Add(request.ShownDigest)
            .Add(Ticks(request.ApprovedAt))
            .Add(Ticks(request.ValidUntil))
            .Add((long)request.Votes.Count);
        foreach (var vote in request.Votes)
        {
            text.Add(vote.ApproverId)
                .Add(vote.Approve ? 1 : 0)
                .Add(vote.BreakGlass ? 1 : 0)
                .Add(vote.At.UtcTicks)
                .Add((long)vote.Roles.Count);
            foreach (var role in vote.Roles)
            {
                text.Add(role);
            }
        }

        return text;
    }

    private static long Ticks(DateTimeOffset? time) => time?.UtcTicks ?? -1;
}
