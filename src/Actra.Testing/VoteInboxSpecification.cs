using Actra.Approvals;
using Xunit;

namespace Actra.Testing;

/// <summary>What every <see cref="IVoteInbox"/> does. Derive a public test class from it, make an empty inbox in <see cref="CreateAsync"/>, and run it with xunit.</summary>
public abstract class VoteInboxSpecification : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly VoteSigner Key = VoteSigner.FromSecret("alice-1", new byte[32]);

    /// <summary>The inbox.</summary>
    protected IVoteInbox Inbox { get; private set; } = null!;

    private static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    /// <summary>Makes an empty inbox.</summary>
    protected abstract ValueTask<IVoteInbox> CreateAsync();

    /// <summary>Takes the inbox away again; nothing is done where this is not overridden.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    /// <summary>Makes the inbox.</summary>
    public async Task InitializeAsync() => Inbox = await CreateAsync();

    /// <summary>Takes it away.</summary>
    public async Task DisposeAsync() => await RemoveAsync();

    /// <summary>A vote is kept with every field, and its signature holds after that.</summary>
    [SpecificationFact]
    public async Task Every_field_of_a_vote_is_kept()
    {
        var vote = Vote(comment: "ü \"quoted\"\n");
        var id = await Inbox.PostAsync("billing", vote, Now, CancellationToken.None);
        var kept = Assert.Single(await Inbox.ListAsync("apr_1", CancellationToken.None));
        Assert.Equal(new InboxVote(id, vote, Now), kept);
    }

    /// <summary>Every act is kept, and so is what names none: hosts refuse that, and say so.</summary>
    [SpecificationFact]
    public async Task Every_act_is_kept()
    {
        foreach (var act in Enum.GetValues<VoteAct>())
        {
            await Inbox.PostAsync("billing", Vote() with { Act = act }, Now, CancellationToken.None);
        }

        Assert.Equal(Enum.GetValues<VoteAct>(), (await TakeAsync()).Select(taken => taken.Vote!.Act));
    }

    /// <summary>Votes are taken in order, by hosts of the request's service alone.</summary>
    [SpecificationFact]
    public async Task Votes_are_taken_in_order_by_hosts_of_their_service()
    {
        foreach (var by in new[] { "alice", "bob", "carol" })
        {
            await Inbox.PostAsync("billing", Vote(by), Now, CancellationToken.None);
        }

        await Inbox.PostAsync("shipping", Vote("dave"), Now, CancellationToken.None);
        Assert.Equal(["alice", "bob"], Voters(await TakeAsync(limit: 2)));
        Assert.Equal(["carol"], Voters(await TakeAsync()));
        Assert.Empty(await TakeAsync());
        Assert.Equal(["dave"], Voters(await TakeAsync("shipping")));
    }

    /// <summary>A vote that was taken and not answered can be taken again when the lease is over, and says so.</summary>
    [SpecificationFact]
    public async Task A_vote_that_nobody_answered_is_taken_again_after_its_lease()
    {
        await Inbox.PostAsync("billing", Vote(), Now, CancellationToken.None);
        Assert.False(Assert.Single(await TakeAsync()).Retaken);
        Assert.Empty(await TakeAsync(at: Now + Lease - TimeSpan.FromTicks(1)));
        Assert.True(Assert.Single(await TakeAsync(at: Now + Lease)).Retaken);
    }

    /// <summary>Of two hosts that take at once, one gets a vote.</summary>
    [SpecificationFact]
    public async Task Of_many_hosts_one_gets_a_vote()
    {
        for (var i = 0; i < 20; i++)
        {
            await Inbox.PostAsync("billing", Vote(), Now, CancellationToken.None);
        }

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await TakeAsync(limit: 5)))
        );
        var ids = taken.SelectMany(votes => votes).Select(vote => vote.Id).ToList();
        Assert.Equal(20, ids.Count);
        Assert.Equal(20, ids.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>An answered vote is not taken again, and its first answer stays.</summary>
    [SpecificationFact]
    public async Task The_first_answer_stays()
    {
        var id = await Inbox.PostAsync("billing", Vote(), Now, CancellationToken.None);
        var answer = new VoteAnswer(true, "counts", Now);
        await Inbox.AnswerAsync(id, answer, CancellationToken.None);
        await Inbox.AnswerAsync(id, new VoteAnswer(false, "no", Now), CancellationToken.None);
        Assert.Equal(answer, Assert.Single(await Inbox.ListAsync("apr_1", CancellationToken.None)).Answer);
        Assert.Empty(await TakeAsync(at: Now + Lease));
    }

    /// <summary>A vote handed in again is known by its nonce, also after its answer; another vote by the same person is not.</summary>
    [SpecificationFact]
    public async Task A_vote_handed_in_again_is_marked()
    {
        var vote = Vote();
        var id = await Inbox.PostAsync("billing", vote, Now, CancellationToken.None);
        await Inbox.AnswerAsync(id, new VoteAnswer(true, "counts", Now), CancellationToken.None);
        await Inbox.PostAsync("shipping", vote, Now, CancellationToken.None);
        await Inbox.PostAsync("shipping", Vote(), Now, CancellationToken.None);
        Assert.Equal([true, false], (await TakeAsync("shipping")).Select(taken => taken.Repeated));
    }

    private static SignedVote Vote(string by = "alice", string? comment = null) =>
        SignedVote.Create(Key, "apr_1", by, VoteAct.Approve, "digest", comment, Now);

    private static IEnumerable<string> Voters(IReadOnlyList<InboxVote> votes) => votes.Select(v => v.Vote!.ApproverId);

    private ValueTask<IReadOnlyList<InboxVote>> TakeAsync(
        string service = "billing",
        int limit = 100,
        DateTimeOffset? at = null
    ) => Inbox.TakeAsync(service, at ?? Now, Lease, limit, CancellationToken.None);
}
