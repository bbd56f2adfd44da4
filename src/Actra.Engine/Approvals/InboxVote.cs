namespace Actra.Approvals;

/// <summary>A vote in the inbox, as it was handed in: nothing of it is believed before a host has checked its signature.</summary>
/// <param name="Id">Its id in the inbox.</param>
/// <param name="Vote">The vote; null where what was handed in cannot be read.</param>
/// <param name="PostedAt">When it was handed in, as its sender says.</param>
/// <param name="Repeated">True where a vote with the same nonce was handed in before.</param>
/// <param name="Retaken">True where a host has taken it before and not answered.</param>
/// <param name="Answer">What a host said; null as long as none has.</param>
public sealed record InboxVote(
    string Id,
    SignedVote? Vote,
    DateTimeOffset PostedAt,
    bool Repeated = false,
    bool Retaken = false,
    VoteAnswer? Answer = null
);

/// <summary>What a host said to a vote in the inbox.</summary>
/// <param name="Counted">True where the vote counts, false where it was refused.</param>
/// <param name="Message">The answer in words.</param>
/// <param name="At">When.</param>
public sealed record VoteAnswer(bool Counted, string Message, DateTimeOffset At);
