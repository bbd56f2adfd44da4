using Actra.Approvals;
using Actra.Resolution;
using Actra.Testing;
using Dapper;

namespace Actra.Storage.Tests;

/// <summary>Lists, search and backlog against a store that looks at everything.</summary>
public sealed class SqliteListTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteApprovalStore _store;

    public SqliteListTests()
    {
        _database = SqliteDatabase.Open(_file.Path);
        _store = new SqliteApprovalStore(_database, _clock);
    }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_the_same_is_found_as_by_looking_at_everything(int seed)
    {
        var random = new Random(seed);
        var model = new InMemoryApprovalStore(_clock);
        var ids = new List<string>();
        for (var step = 0; step < 250; step++)
        {
            if (random.Next(3) == 0 || ids.Count == 0)
            {
                var approval = Approval(random, step);
                var work = random.Next(4) == 0 ? null : SampleApprovals.Envelope();
                await _store.ParkAsync(approval, work, default);
                await model.ParkAsync(approval, work, default);
                ids.Add(approval.Id);
            }
            else
            {
                var request = (await model.GetAsync(ids[random.Next(ids.Count)], default))!;
                var command = Command(random, request);
                var (expected, change) = (
                    await model.ChangeAsync(request.Id, command, default),
                    await _store.ChangeAsync(request.Id, command, default)
                );
                Assert.Equal(expected.Outcome, change.Outcome);
                if (random.Next(2) == 0)
                {
                    await model.OutboxDoneAsync(request.Id, default);
                    await _store.OutboxDoneAsync(request.Id, default);
                }
            }

            if (random.Next(4) == 0)
            {
                _clock.Advance(TimeSpan.FromTicks(random.Next(3)) + TimeSpan.FromSeconds(random.Next(2) * 100));
            }

            await Same(model, random);
        }
    }

    [Fact]
    public async Task Requests_of_one_moment_stand_in_the_order_in_which_they_came()
    {
        var ids = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            var approval = SampleApprovals.Approval(_clock, $"m-{i}");
            await _store.ParkAsync(approval, null, default);
            ids.Insert(0, approval.Id);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        var later = SampleApprovals.Approval(_clock, "later");
        await _store.ParkAsync(later, null, default);
        var late = SampleApprovals.Approval(_clock, "late") with
        {
            ParkedAt = later.ParkedAt - TimeSpan.FromSeconds(1),
        };
        await _store.ParkAsync(late, null, default);
        string[] expected = [later.Id, late.Id, .. ids];
        var query = new ApprovalQuery { Limit = 7 };
        Assert.Equal(expected, await Pages(query));
        Assert.Equal(expected, await Pages(query with { Text = "rita" }));
        Assert.Equal(expected, await Pages(query with { Action = "refund" }));
        Assert.Equal(expected[1..], await Pages(query with { CreatedBefore = later.ParkedAt }));
        Assert.Equal(expected[1..], await Pages(query with { CreatedBefore = late.ParkedAt + TimeSpan.FromTicks(1) }));
        Assert.Equal(expected[..1], await Pages(query with { CreatedFrom = later.ParkedAt }));
    }

    [Fact]
    public async Task A_text_of_very_many_words_is_no_trouble()
    {
        await _store.ParkAsync(SampleApprovals.Approval(_clock), null, default);
        var text = string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"w{i}"));
        Assert.Empty(await _store.ListAsync(new ApprovalQuery { Text = text }, default));
        var words = string.Join(' ', Enumerable.Repeat("refund rita more", 1000));
        Assert.Single(await _store.ListAsync(new ApprovalQuery { Text = words }, default));
    }

    [Fact]
    public async Task A_search_among_pending_requests_does_not_look_at_others()
    {
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var approval = SampleApprovals.Approval(_clock, $"m-{i}");
            ids.Add((await _store.ParkAsync(approval, null, default)).Request.Id);
        }

        Assert.Equal(4, await Matches(SqliteSearch.Match(["refund"], pending: true)));
        foreach (var id in ids.Take(3))
        {
            var request = (await _store.GetAsync(id, default))!;
            var vote = new ApprovalCommand.Vote(SampleApprovals.Finance(), Approve: true, request.ShownDigest, null);
            Assert.True((await _store.ChangeAsync(id, vote, default)).Succeeded);
        }

        Assert.Equal(1, await Matches(SqliteSearch.Match(["refund"], pending: true)));
        Assert.Equal(4, await Matches(SqliteSearch.Match(["refund"], pending: false)));

        ValueTask<long> Matches(string match) =>
            _database.ReadAsync(
                connection =>
                    connection.ExecuteScalar<long>(
                        "SELECT count(*) FROM search WHERE search MATCH @match",
                        new { match }
                    ),
                default
            );
    }

    private async Task<List<string>> Pages(ApprovalQuery query)
    {
        var found = new List<string>();
        while (await _store.ListAsync(query with { After = found.LastOrDefault() }, default) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(request => request.Id));
        }

        return found;
    }

    private async Task Same(InMemoryApprovalStore model, Random random)
    {
        var query = new ApprovalQuery
        {
            Service = Maybe(random, "billing", "other"),
            States = random.Next(2) == 0 ? null : [.. Enum.GetValues<ApprovalState>().Where(_ => random.Next(3) == 0)],
            Kind = random.Next(4) == 0 ? WorkKind.Job : null,
            Endpoint = Maybe(random, "e0", "e1"),
            Action = Maybe(random, "refund", "refund1"),
            Requester = Maybe(random, "RITA", "otto"),
            Tenant = Maybe(random, "t0", "t1"),
            Text = Maybe(random, "ref more", "m-1"),
            Limit = random.Next(1, 20),
        };
        if (random.Next(2) == 0)
        {
            query = query with { States = [ApprovalState.Pending] };
        }

        var expected = await model.ListAsync(query, default);
        Assert.Equal(Ids(expected), Ids(await _store.ListAsync(query, default)));
        if (expected.Count > 0)
        {
            query = query with { After = expected[random.Next(expected.Count)].Id };
            Assert.Equal(Ids(await model.ListAsync(query, default)), Ids(await _store.ListAsync(query, default)));
        }

        foreach (var requester in new[] { "rita", "OTTO" })
        {
            var (counted, backlog) = (
                await model.BacklogAsync("billing", requester, 7, default),
                await _store.BacklogAsync("billing", requester, 7, default)
            );
            Assert.Equal(counted with { Bytes = 0 }, backlog with { Bytes = 0 });
            Assert.Equal(counted.Bytes == 0, backlog.Bytes == 0);
        }

        var end = _clock.GetUtcNow();
        Assert.Equal(
            Ids(await model.ErasableAsync("billing", end, 50, default)).Order(),
            Ids(await _store.ErasableAsync("billing", end, 50, default)).Order()
        );
        Assert.Equal(
            Ids(await model.DueAsync("billing", end, 500, default)).Order(),
            Ids(await _store.DueAsync("billing", end, 500, default)).Order()
        );
    }

    private NewApproval Approval(Random random, int number)
    {
        var approval = SampleApprovals.Approval(
            _clock,
            $"m-{number}",
            random.Next(5) == 0 ? "other" : "billing",
            random.Next(4) == 0 ? WorkKind.Job : WorkKind.Message,
            1,
            [.. Enumerable.Repeat(SampleApprovals.Requirement, random.Next(1, 3))]
        );
        return approval with
        {
            Work = approval.Work with { Endpoint = $"e{random.Next(2)}" },
            Requester = approval.Requester with { Id = random.Next(3) == 0 ? "Otto" : "rita" },
            Tenant = random.Next(2) == 0 ? null : $"t{random.Next(2)}",
        };
    }

    private static ApprovalCommand Command(Random random, ApprovalRequest request)
    {
        var finance = SampleApprovals.Finance() with { Tenant = request.Tenant };
        return random.Next(9) switch
        {
            0 => new ApprovalCommand.Vote(finance, Approve: false, request.ShownDigest, null),
            1 => new ApprovalCommand.Cancel(new Approver(request.Requester.Id, []) { Tenant = request.Tenant }, null),
            2 => new ApprovalCommand.Release(),
            3 => new ApprovalCommand.Claim("worker", TimeSpan.FromMinutes(3)),
            4 => new ApprovalCommand.Complete(request.FencingToken),
            5 => new ApprovalCommand.Expire(),
            6 => new ApprovalCommand.LoseLease(),
            7 => new ApprovalCommand.Erase(Fields: random.Next(2) == 0, null),
            _ => new ApprovalCommand.Vote(finance, Approve: true, request.ShownDigest, null),
        };
    }

    private static string? Maybe(Random random, params string[] values) =>
        random.Next(4) == 0 ? values[random.Next(values.Length)] : null;

    private static IEnumerable<string> Ids(IEnumerable<ApprovalRequest> requests) =>
        requests.Select(request => request.Id);
}
