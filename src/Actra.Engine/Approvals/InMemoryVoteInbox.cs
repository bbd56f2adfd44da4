using System.Globalization;

namespace Actra.Approvals;

/// <summary>Keeps handed-in votes in this process's memory, for tests and trials.</summary>
public sealed class InMemoryVoteInbox : IVoteInbox
{
    private readonly Lock _lock = new();
    private readonly List<Kept> _votes = [];

    /// <inheritdoc />
    public ValueTask<string> PostAsync(string service, SignedVote vote, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vote);
        ct.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var id = (_votes.Count + 1).ToString(CultureInfo.InvariantCulture);
            var repeated = _votes.Any(kept =>
                string.Equals(kept.Vote.Vote!.Nonce, vote.Nonce, StringComparison.Ordinal)
            );
            _votes.Add(new Kept(service, new InboxVote(id, vote, now, repeated)));
            return ValueTask.FromResult(id);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<InboxVote>> TakeAsync(
        string service,
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    )
    {
        ct.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var taken = _votes
                .Where(kept => string.Equals(kept.Service, service, StringComparison.Ordinal))
                .Where(kept => kept.Vote.Answer is null && !(kept.TakenUntil > now))
                .Take(limit)
                .ToList();
            IReadOnlyList<InboxVote> votes =
            [
                .. taken.Select(kept => kept.Vote with { Retaken = kept.TakenUntil is not null }),
            ];
            taken.ForEach(kept => kept.TakenUntil = now + lease);
            return ValueTask.FromResult(votes);
        }
    }

    /// <inheritdoc />
    public ValueTask AnswerAsync(string id, VoteAnswer answer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_votes.Find(kept => string.Equals(kept.Vote.Id, id, StringComparison.Ordinal)) is { } kept)
            {
                kept.Vote = kept.Vote with { Answer = kept.Vote.Answer ?? answer };
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<InboxVote>> ListAsync(string approvalId, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<InboxVote>>([
                .. _votes
                    .Select(kept => kept.Vote)
                    .Where(vote => string.Equals(vote.Vote!.ApprovalId, approvalId, StringComparison.Ordinal)),
            ]);
        }
    }

    private sealed class Kept(string service, InboxVote vote)
    {
        public string Service => service;

        public InboxVote Vote { get; set; } = vote;

        public DateTimeOffset? TakenUntil { get; set; }
    }
}
