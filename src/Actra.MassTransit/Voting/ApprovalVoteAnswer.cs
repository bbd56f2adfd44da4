namespace Actra.MassTransit;

/// <summary>What became of an <see cref="ApprovalVoteMessage"/> that was sent as a request.</summary>
[ActraExempt("an answer asks for nothing")]
public sealed record ApprovalVoteAnswer
{
    /// <summary>The request that was voted on.</summary>
    public required string ApprovalId { get; init; }

    /// <summary>The nonce of the vote that is answered.</summary>
    public required string Nonce { get; init; }

    /// <summary>True where the vote counts, or the act was done; false where it was refused.</summary>
    public required bool Counted { get; init; }

    /// <summary>The answer in words.</summary>
    public required string Message { get; init; }
}
