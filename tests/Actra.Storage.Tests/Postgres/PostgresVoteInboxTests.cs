using Actra.Approvals;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

[RequiresPostgres]
public sealed class PostgresVoteInboxTests : VoteInboxSpecification
{
    private static readonly VoteSigner Key = VoteSigner.FromSecret("k", new byte[32]);

    private readonly TemporarySchema _schema = new();

    protected override ValueTask<IVoteInbox> CreateAsync() =>
        ValueTask.FromResult<IVoteInbox>(new PostgresVoteInbox(_schema.Open()));

    protected override ValueTask RemoveAsync()
    {
        _schema.Dispose();
        return ValueTask.CompletedTask;
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_is_no_vote_is_taken_as_unreadable_and_stops_nothing()
    {
        string[] documents = ["not json", "null", "{}", "[1]", "{\"approvalId\": 7}", ""];
        foreach (var document in documents)
        {
            _schema.Execute(
                $"INSERT INTO votes (service, approval_id, nonce, document, posted_at) VALUES ('billing', 'apr_1', '\"', '{document}', -5)"
            );
        }

        _schema.Execute("UPDATE votes SET posted_at = 9223372036854775807, message = '\"' WHERE number > 2");
        var vote = Vote("nonce");
        await Inbox.PostAsync("billing", vote, DateTimeOffset.UnixEpoch, default);

        var taken = await TakeAsync("billing");

        Assert.Equal([.. documents.Select(_ => (SignedVote?)null), vote], taken.Select(item => item.Vote));
        foreach (var item in taken)
        {
            await Inbox.AnswerAsync(item.Id, new VoteAnswer(false, "\"no\" \0é", DateTimeOffset.UnixEpoch), default);
        }

        var answered = await Inbox.ListAsync("apr_1", default);
        Assert.Equal(documents.Length + 1, answered.Count);
        Assert.All(answered, item => Assert.Equal("\"no\" \0é", item.Answer!.Message));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Whoever_hands_a_vote_in_may_write_anything()
    {
        var vote = Vote("\0é\"") with { ApprovalId = "apr_\0é" };
        await Inbox.PostAsync("service\0é", vote, DateTimeOffset.UnixEpoch, default);
        await Inbox.PostAsync("service\0é", vote, DateTimeOffset.UnixEpoch, default);
        Assert.Equal([false, true], (await TakeAsync("service\0é")).Select(item => item.Repeated));
        Assert.Equal(vote, (await Inbox.ListAsync("apr_\0é", default))[0].Vote);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Of_a_vote_that_many_hand_in_at_once_all_but_one_are_marked()
    {
        var vote = Vote("once");
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ => Task.Run(async () => await Inbox.PostAsync("billing", vote, vote.At, default)))
        );
        Assert.Single(await TakeAsync("billing"), item => !item.Repeated);
    }

    private static SignedVote Vote(string nonce) =>
        SignedVote.Create(Key, "apr_1", "alice", VoteAct.Approve, "digest", null, DateTimeOffset.UnixEpoch) with
        {
            Nonce = nonce,
        };

    private ValueTask<IReadOnlyList<InboxVote>> TakeAsync(string service) =>
        Inbox.TakeAsync(service, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), 20, default);
}
