using Actra.Approvals;
using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

public sealed class SqliteVoteInboxTests : VoteInboxSpecification
{
    private readonly TemporaryFile _file = new();
    private SqliteDatabase _database = null!;

    [Theory]
    [InlineData("'not json'", "'2026'")]
    [InlineData("'null'", "1")]
    [InlineData("'{}'", "1")]
    [InlineData("'[1]'", "-5")]
    [InlineData("'{\"approvalId\": 7}'", "9223372036854775807")]
    [InlineData("x'ff00ff'", "x'00'")]
    [InlineData("12.5", "1.5")]
    public async Task What_is_no_vote_is_taken_as_unreadable_and_stops_nothing(string document, string postedAt)
    {
        using (var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False"))
        {
            connection.Execute(
                $"INSERT INTO votes (service, approval_id, nonce, document, posted_at) VALUES ('billing', 'apr_1', x'00', {document}, {postedAt})"
            );
        }

        var key = VoteSigner.FromSecret("k", new byte[32]);
        var vote = SignedVote.Create(key, "apr_1", "alice", VoteAct.Approve, "digest", null, DateTimeOffset.UnixEpoch);
        await Inbox.PostAsync("billing", vote, DateTimeOffset.UnixEpoch, default);

        var taken = await Inbox.TakeAsync("billing", DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), 10, default);

        Assert.Equal([null, vote], taken.Select(item => item.Vote));
        await Inbox.AnswerAsync(taken[0].Id, new VoteAnswer(false, "no", DateTimeOffset.UnixEpoch), default);
        Assert.Equal(2, (await Inbox.ListAsync("apr_1", default)).Count);
    }

    protected override ValueTask<IVoteInbox> CreateAsync()
    {
        _database = SqliteDatabase.Open(_file.Path);
        return ValueTask.FromResult<IVoteInbox>(new SqliteVoteInbox(_database));
    }

    protected override ValueTask RemoveAsync()
    {
        _database.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
