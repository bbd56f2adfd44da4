using System.Security.Cryptography;
using System.Text;
using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

/// <summary>What can be seen in the file, and done to it.</summary>
public sealed class SqliteWorkAtRestTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly SqliteDatabase _database;

    public SqliteWorkAtRestTests() => _database = SqliteDatabase.Open(_file.Path);

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task Encrypted_work_cannot_be_seen_in_the_file()
    {
        await Park(Store("a"), "m-1", Work("first body", "first header"));
        await Store("a").DeferAsync(Aside("aside", Work("second body", "second header")), default);
        await Park(Store(), "m-2", Work("third body", "third header"));
        var file = CloseAndRead();
        Assert.All(
            ["first body", "first header", "second body", "second header"],
            secret => Assert.DoesNotContain(secret, file, StringComparison.Ordinal)
        );
        Assert.Contains("third body", file, StringComparison.Ordinal);
        Assert.Contains("third header", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erased_work_and_fields_are_not_in_the_file_any_more()
    {
        // More than a page, so that pages are freed.
        var secret = string.Concat(Enumerable.Repeat("the body ", 2000));
        var approval = SampleApprovals.Approval(_clock);
        var fields = new Dictionary<string, string> { ["card"] = "the card number" };
        approval = approval with { Asked = [approval.Asked[0] with { Fields = fields }] };
        var store = new SqliteApprovalStore(
            _database,
            _clock,
            new ApprovalStoreOptions { CompressFrom = int.MaxValue }
        );
        var request = (await store.ParkAsync(approval, Work(secret, "the header"), default)).Request;
        await Deny(store, request);
        await store.OutboxDoneAsync(request.Id, default);
        Assert.True(
            (await store.ChangeAsync(request.Id, new ApprovalCommand.Erase(Fields: true, "dpo"), default)).Succeeded
        );
        await store.DeferAsync(Aside("aside", Work(secret, "the header")), default);
        await store.DeferredDoneAsync("aside", default);
        var file = CloseAndRead();
        Assert.All(
            ["the body", "the header", "the card number"],
            erased => Assert.DoesNotContain(erased, file, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_that_was_changed_or_swapped_in_the_file_is_refused(bool swapped)
    {
        var store = Store("a");
        var one = await Park(store, "m-1", Work("one", "1"));
        var two = await Park(store, "m-2", Work("two", "2"));
        Execute(
            swapped
                ? """
                CREATE TEMP TABLE was AS SELECT * FROM envelopes;
                UPDATE envelopes SET work = (SELECT work FROM was WHERE was.approval_id <> envelopes.approval_id)
                """
                : "UPDATE envelopes SET work = substr(work, 1, length(work) - 1) || x'00'"
        );
        foreach (var id in new[] { one.Id, two.Id })
        {
            var refused = await Assert.ThrowsAsync<ActraException>(() => store.GetEnvelopeAsync(id, default).AsTask());
            Assert.Contains(id, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Keys_can_be_rotated_and_work_from_before_them_is_read()
    {
        var plain = await Park(Store(), "m-1", Work("plain", ""));
        var first = await Park(Store("a"), "m-2", Work("first", ""));
        var second = await Park(Store("b", "a"), "m-3", Work("second", ""));
        Assert.Equal("plain", await Body(Store("b", "a"), plain));
        Assert.Equal("first", await Body(Store("b", "a"), first));
        Assert.Equal("second", await Body(Store("b"), second));
        var refused = await Assert.ThrowsAsync<ActraException>(() => Body(Store("b"), first));
        Assert.Contains("the key `a`", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_set_aside_that_cannot_be_read_waits_and_keeps_nobody_waiting()
    {
        var now = Aside("unreadable", Work("u", ""));
        await Store("lost").DeferAsync(now, default);
        await Store("a").DeferAsync(Aside("readable", Work("r", "")), default);
        Assert.Equal("readable", Assert.Single(await Due(Store("a"))).Id);
        await Store("a").DeferredDoneAsync("readable", default);
        var refused = await Assert.ThrowsAsync<ActraException>(() => Due(Store("a")));
        Assert.Contains("the key `lost`", refused.Message, StringComparison.Ordinal);
        Assert.Equal("unreadable", Assert.Single(await Due(Store("a", "lost"))).Id);
    }

    [Fact]
    public async Task A_page_of_work_set_aside_does_not_fill_the_memory()
    {
        var large = new byte[40 << 20];
        foreach (var id in new[] { "a", "b", "c" })
        {
            await Store().DeferAsync(Aside(id, SampleApprovals.Envelope() with { Body = large }), default);
        }

        Assert.Equal(["a", "b"], (await Due(Store())).Select(work => work.Id));
        await Store().DeferredDoneAsync("a", default);
        Assert.Equal(["b", "c"], (await Due(Store())).Select(work => work.Id));
    }

    [Fact]
    public async Task What_compresses_takes_little_of_the_limit_on_parked_work()
    {
        var store = Store("a");
        await Park(store, "m-1", SampleApprovals.Envelope() with { Body = new byte[1 << 20] });
        Assert.InRange((await store.BacklogAsync("billing", "rita", 10, default)).Bytes, 1, 2000);
    }

    private SqliteApprovalStore Store(params string[] keys) =>
        new(
            _database,
            _clock,
            new ApprovalStoreOptions
            {
                Keys =
                    keys.Length == 0
                        ? null
                        : new ActraKeyRing([
                            .. keys.Select(id => KeyValuePair.Create(id, SHA256.HashData(Encoding.UTF8.GetBytes(id)))),
                        ]),
            }
        );

    private static WorkEnvelope Work(string body, string header) =>
        new(
            Encoding.UTF8.GetBytes(body),
            "text/plain",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["header"] = header }
        );

    private DeferredWork Aside(string id, WorkEnvelope work) =>
        SampleApprovals.Deferred(id, _clock.GetUtcNow()) with
        {
            Envelope = work,
        };

    private async Task<ApprovalRequest> Park(SqliteApprovalStore store, string id, WorkEnvelope work) =>
        (await store.ParkAsync(SampleApprovals.Approval(_clock, id), work, default)).Request;

    private static async Task Deny(SqliteApprovalStore store, ApprovalRequest request)
    {
        var vote = new ApprovalCommand.Vote(SampleApprovals.Finance(), Approve: false, request.ShownDigest, null);
        Assert.True((await store.ChangeAsync(request.Id, vote, default)).Succeeded);
    }

    private static async Task<string> Body(SqliteApprovalStore store, ApprovalRequest request) =>
        Encoding.UTF8.GetString((await store.GetEnvelopeAsync(request.Id, default))!.Body.Span);

    private static async Task<IReadOnlyList<DeferredWork>> Due(SqliteApprovalStore store) =>
        await store.DueDeferredAsync("billing", WorkKind.Message, 10, default);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Execute(sql);
    }

    private string CloseAndRead()
    {
        _database.Dispose();
        SqliteConnection.ClearAllPools();
        Assert.False(File.Exists(_file.Path + "-wal"));
        return Encoding.Latin1.GetString(File.ReadAllBytes(_file.Path));
    }
}
