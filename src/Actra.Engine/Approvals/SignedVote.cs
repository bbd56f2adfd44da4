using System.Security.Cryptography;
using Actra.Model;

namespace Actra.Approvals;

/// <summary>A vote that arrives as a message. Nothing of it is believed but what its signature covers, and that is all of it.</summary>
/// <param name="ApprovalId">The request.</param>
/// <param name="ApproverId">Who votes.</param>
/// <param name="Approve">For or against.</param>
/// <param name="ShownDigest">What the voter was shown: <see cref="ApprovalRequest.ShownDigest"/>.</param>
/// <param name="Comment">What the voter says.</param>
/// <param name="At">When it was signed; kept to the millisecond.</param>
/// <param name="Nonce">Tells two otherwise equal votes apart.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="Signature">HMAC-SHA-256 over all of the above in canonical form, as lower-case hex.</param>
public sealed record SignedVote(
    string ApprovalId,
    string ApproverId,
    bool Approve,
    string ShownDigest,
    string? Comment,
    DateTimeOffset At,
    string Nonce,
    string KeyId,
    string Signature
)
{
    /// <summary>Signs a vote. Parameters as for the record.</summary>
    public static SignedVote Create(
        VoteKey key,
        string approvalId,
        string approverId,
        bool approve,
        string shownDigest,
        string? comment,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(key);
        var vote = new SignedVote(
            approvalId,
            approverId,
            approve,
            shownDigest,
            comment,
            DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
            Guid.NewGuid().ToString("N"),
            key.KeyId,
            ""
        );
        return vote with { Signature = Convert.ToHexStringLower(vote.Mac(key.Secret)) };
    }

    internal byte[] Mac(byte[] secret) =>
        HMACSHA256.HashData(
            secret,
            new CanonicalWriter("actra/vote/1")
                .Add(ApprovalId)
                .Add(ApproverId)
                .Add(Approve ? 1L : 0L)
                .Add(ShownDigest)
                .Add(Comment)
                .Add(At)
                .Add(Nonce)
                .Add(KeyId)
                .Written
        );
}
