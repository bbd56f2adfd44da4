using Actra.Model;

namespace Actra.Approvals;

/// <summary>
/// What a person asks for and has signed: a vote, or another act on a request. Nothing of it is believed but what its signature covers, and that is all of it.
/// </summary>
/// <param name="ApprovalId">The request.</param>
/// <param name="ApproverId">Who acts.</param>
/// <param name="Act">What is asked for.</param>
/// <param name="ShownDigest">What the person was shown: <see cref="ApprovalRequest.ShownDigest"/>.</param>
/// <param name="Comment">What the person says.</param>
/// <param name="At">When it was signed; kept to the millisecond.</param>
/// <param name="Nonce">Tells two otherwise equal votes apart.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="Signature">
/// Over all of the above in canonical form, <c>actra/vote/2</c>, as lower-case hex: HMAC-SHA-256, or ECDSA on P-256 with SHA-256 (both numbers in 32 bytes each), as
/// the key is.
/// </param>
public sealed record SignedVote(
    string ApprovalId,
    string ApproverId,
    VoteAct Act,
    string ShownDigest,
    string? Comment,
    DateTimeOffset At,
    string Nonce,
    string KeyId,
    string Signature
)
{
    /// <summary>Signs a vote. Parameters as for the record.</summary>
    /// <exception cref="ArgumentException">There is no such act.</exception>
    public static SignedVote Create(
        VoteSigner key,
        string approvalId,
        string approverId,
        VoteAct act,
        string shownDigest,
        string? comment,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!act.IsKnown())
        {
            throw new ArgumentException("a signed vote asks for an act", nameof(act));
        }

        var vote = new SignedVote(
            approvalId,
            approverId,
            act,
            shownDigest,
            comment,
            DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
            Guid.NewGuid().ToString("N"),
            key.KeyId,
            ""
        );
        return vote with { Signature = key.Sign(vote.Text) };
    }

    /// <summary>True where an act, a request and a person are named: what can be looked at at all.</summary>
    internal bool IsWhole => Act.IsKnown() && ApprovalId is not null && ApproverId is not null;

    internal ReadOnlySpan<byte> Text =>
        new CanonicalWriter("actra/vote/2")
            .Add(ApprovalId)
            .Add(ApproverId)
            .Add((long)Act)
            .Add(ShownDigest)
            .Add(Comment)
            .Add(At)
            .Add(Nonce)
            .Add(KeyId)
            .Written;
}
