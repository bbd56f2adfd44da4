using Actra.Model;

namespace Actra.Approvals;

/// <summary>
/// Seals requests with the host's key when they are parked, at each vote and when they are approved, and checks the seals before a vote counts and before
/// approved work runs: who can write into the database, and has no key, approves nothing. The seal covers the work, what was shown, what is required, every vote
/// and the times. It does not cover the state: who can write into the database can deny, hide, and have an approval used again until its grant is over.
/// </summary>
/// <param name="keys">The host's keys: the first seals, all verify.</param>
public sealed class GrantSealer(ActraKeyRing keys)
{
    /// <summary>What is to be parked, with its seal.</summary>
    public NewApproval Seal(NewApproval approval)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return approval with { Seal = Seal(ApprovalMachine.Parked(approval, approval.ParkedAt)) };
    }

    /// <summary>The seal of a request: the key's id, a colon, HMAC-SHA-256 in lower-case hex.</summary>
    public string Seal(ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var mac = keys.Sign(ActraKeyPurpose.Grant, SealedText.Of(request, keys.SigningKeyId).Written);
        return $"{keys.SigningKeyId}:{Convert.ToHexStringLower(mac)}";
    }

    /// <summary>True where a key of the ring has sealed exactly this request with these votes.</summary>
    public bool Holds(ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var mac = new byte[32];
        return request.Seal is { } seal
            && seal.LastIndexOf(':') is > 0 and var colon
            && seal.Length - colon == 65
            && Convert.FromHexString(seal.AsSpan(colon + 1), mac, out _, out _) == System.Buffers.OperationStatus.Done
            && keys.Verify(ActraKeyPurpose.Grant, seal[..colon], SealedText.Of(request, seal[..colon]).Written, mac);
    }

    /// <summary>True where a key of the ring has sealed that exactly this request was approved.</summary>
    public bool Grants(ApprovalRequest request) =>
        Holds(request) && request is { ApprovedAt: not null, ValidUntil: not null };

    /// <summary>Why a grant is refused that no key has sealed.</summary>
    internal static string NoSeal(ApprovalRequest request) =>
        $"approval {request.Id} bears no seal of this host's keys: its votes were not counted by a host";

    /// <summary>True where an approval of the request may be believed: its seal holds, or neither it nor the host has one.</summary>
    internal static bool Trusts(GrantSealer? sealer, ApprovalRequest request) =>
        sealer?.Holds(request) ?? request.Seal is null;

    /// <summary>A request after a change, sealed anew. A seal that did not hold before stays as it is: it does not hold after, either.</summary>
    internal static ApprovalRequest Reseal(GrantSealer? sealer, ApprovalRequest before, ApprovalRequest after) =>
        sealer?.Holds(before) == true ? after with { Seal = sealer.Seal(after) } : after;
}
