using Actra.Approvals;

namespace Actra.MassTransit;

/// <summary>
/// A vote, or another act on a request, sent to <c>&lt;service&gt;_actra_approvals</c>. Nothing of it is believed but what its signature covers: see
/// <see cref="SignedVote"/>. Sent as a request, it is answered by an <see cref="ApprovalVoteAnswer"/>.
/// </summary>
[ActraExempt("a vote is judged by its signature")]
public sealed record ApprovalVoteMessage
{
    /// <summary>The request.</summary>
    public required string ApprovalId { get; init; }

    /// <summary>Who acts.</summary>
    public required string ApproverId { get; init; }

    /// <summary>What is asked for; a message that does not say is refused.</summary>
    public VoteAct Act { get; init; }

    /// <summary>What the voter was shown.</summary>
    public required string ShownDigest { get; init; }

    /// <summary>What the voter says.</summary>
    public string? Comment { get; init; }

    /// <summary>When it was signed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Tells two otherwise equal votes apart.</summary>
    public required string Nonce { get; init; }

    /// <summary>The key that signed it.</summary>
    public required string KeyId { get; init; }

    /// <summary>The signature.</summary>
    public required string Signature { get; init; }

    /// <summary>The message of a signed vote.</summary>
    public static ApprovalVoteMessage From(SignedVote vote)
    {
        ArgumentNullException.ThrowIfNull(vote);
        return new ApprovalVoteMessage
        {
            ApprovalId = vote.ApprovalId,
            ApproverId = vote.ApproverId,
            Act = vote.Act,
            ShownDigest = vote.ShownDigest,
            Comment = vote.Comment,
            At = vote.At,
            Nonce = vote.Nonce,
            KeyId = vote.KeyId,
            Signature = vote.Signature,
        };
    }

    /// <summary>The signed vote, unverified.</summary>
    public SignedVote ToSignedVote() =>
        new(ApprovalId, ApproverId, Act, ShownDigest, Comment, At, Nonce, KeyId, Signature);
}
