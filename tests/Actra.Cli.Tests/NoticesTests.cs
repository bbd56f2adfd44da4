using Actra.Approvals;
using Actra.Storage;
using Actra.Testing;

namespace Actra.Cli.Tests;

public sealed class NoticesTests : IAsyncLifetime
{
    private readonly LogFile _file = new();
    private SqliteApprovalStore _store = null!;

    private INoticeOutbox Outbox => _store.Notices!;

    public Task InitializeAsync()
    {
        var options = new ApprovalStoreOptions { KeepsNotices = true };
        _store = new SqliteApprovalStore(_file.Host, _file.Clock, options);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _file.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task List_prints_what_was_given_up_oldest_first()
    {
        var first = await DeadAsync("m-1", "ops: the endpoint answered 503");
        var second = await DeadAsync("m-2", "ops: \u001b[2Jno");
        await ParkAsync("m-3");

        var answer = Shell.Run("notices", "list", _file.Path);

        Assert.Equal(0, answer.Code);
        Assert.Equal(
            $"""
            {first}  2026-01-01T00:00:00.000Z  billing/refunds  8 attempts  ops: the endpoint answered 503
            {second}  2026-01-01T00:00:00.000Z  billing/refunds  8 attempts  ops: \u001b[2Jno

            """,
            answer.Out
        );
        Assert.Equal("", Shell.Run("notices", "list", _file.Path, "--service", "shipping").Out);
        Assert.StartsWith(first, Assert.Single(Lines(Shell.Run("notices", "list", _file.Path, "-n", "1"))));
        Assert.Equal(2, Shell.Run("notices", "list", _file.Path, "-n", "0").Code);
    }

    [Fact]
    public async Task Replay_hands_a_notice_to_the_next_host_with_all_its_attempts()
    {
        var id = await DeadAsync("m-1", "no");
        var other = await DeadAsync("m-2", "no");

        var answer = Shell.Run("notices", "replay", _file.Path, id);

        Assert.Equal((0, $"{id} is sent again\n"), (answer.Code, answer.Out));
        var taken = Assert.Single(await TakeAsync());
        Assert.Equal((id, 0), (taken.Notice.Id, taken.Attempts));
        Assert.StartsWith(other, Assert.Single(Lines(Shell.Run("notices", "list", _file.Path))));
    }

    [Fact]
    public async Task Replay_of_all_sends_every_one_of_the_service()
    {
        await DeadAsync("m-1", "no");
        await DeadAsync("m-2", "no");

        Assert.Equal("", Shell.Run("notices", "replay", _file.Path, "--all", "--service", "shipping").Out);
        Assert.Equal(2, Lines(Shell.Run("notices", "replay", _file.Path, "--all")).Length);

        Assert.Equal(2, (await TakeAsync()).Count);
        Assert.Equal("", Shell.Run("notices", "list", _file.Path).Out);
    }

    [Fact]
    public async Task What_was_not_given_up_is_named_and_answers_2()
    {
        var id = await DeadAsync("m-1", "no");

        var answer = Shell.Run("notices", "replay", _file.Path, "apr_none", id);

        Assert.Equal((2, $"{id} is sent again\n"), (answer.Code, answer.Out));
        Assert.Equal("error: not among those that were given up: `apr_none`\n", answer.Error);
        Assert.Equal("error: say which notices, or --all\n", Shell.Run("notices", "replay", _file.Path).Error);
        Assert.Equal(2, Shell.Run("notices", "replay", _file.Path, "--all", id).Code);
        Assert.Equal(2, Shell.Run("notices", "list", _file.In("none.db")).Code);
    }

    private async Task<string> DeadAsync(string workId, string error)
    {
        await ParkAsync(workId);
        var taken = Assert.Single(await TakeAsync());
        await Outbox.SaveAsync(taken with { Attempts = 8, Dead = true, Error = error }, default);
        return taken.Notice.Id;
    }

    private async Task ParkAsync(string workId)
    {
        var approval = SampleApprovals.Approval(_file.Clock, workId: workId);
        await _store.ParkAsync(approval, null, default);
    }

    private ValueTask<IReadOnlyList<PendingNotice>> TakeAsync() =>
        Outbox.TakeAsync("billing", DateTimeOffset.MaxValue.AddDays(-1), TimeSpan.FromMinutes(1), 10, default);

    private static string[] Lines(Answer answer) => answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
