namespace Actra.Approvals;

/// <summary>
/// Where signed votes are handed in by those who can write into the store and may not vote by that alone: the command line. Hosts take them, check their
/// signatures, cast them and answer. Votes are kept after that, with their nonces. Thread-safe.
/// </summary>
public interface IVoteInbox
{
    /// <summary>Hands a vote in.</summary>
    /// <param name="service">The service whose request it is: its hosts take it.</param>
    /// <param name="vote">The vote.</param>
    /// <param name="now">The time.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The vote's id in the inbox.</returns>
    ValueTask<string> PostAsync(string service, SignedVote vote, DateTimeOffset now, CancellationToken ct);

    /// <summary>Takes votes without an answer, in the order in which they were handed in; no other host gets them before the lease is over.</summary>
    /// <param name="service">The service.</param>
    /// <param name="now">The time.</param>
    /// <param name="lease">How long the host may take to answer.</param>
    /// <param name="limit">How many.</param>
    /// <param name="ct">Cancels the call.</param>
    ValueTask<IReadOnlyList<InboxVote>> TakeAsync(
        string service,
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    );

    /// <summary>Answers a vote; the first answer stays.</summary>
    ValueTask AnswerAsync(string id, VoteAnswer answer, CancellationToken ct);

    /// <summary>All votes that were handed in for a request, in order.</summary>
    ValueTask<IReadOnlyList<InboxVote>> ListAsync(string approvalId, CancellationToken ct);
}
