using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Storage;
using Actra.Testing;

namespace Actra.Cli.Tests;

public sealed class ApprovalsTests : IAsyncLifetime
{
    private readonly LogFile _file = new();
    private SqliteApprovalStore _store = null!;
    private ApprovalRequest _request = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _store = new SqliteApprovalStore(_file.Host, TimeProvider.System);
        _request = await ParkAsync("m-1");
        _key = _file.In("alice.key");
        ActraKeyFile.WriteNew(_key, "alice-1");
    }

    public Task DisposeAsync()
    {
        _file.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task List_prints_what_waits_for_votes_newest_first()
    {
        var other = await ParkAsync("m-2");
        await _store.ChangeAsync(_request.Id, new ApprovalCommand.Cancel(new Approver("rita", []), null), default);

        var pending = Shell.Run("approvals", "list", _file.Path);
        var all = Shell.Run("approvals", "list", _file.Path, "--all", "--service", "billing");

        Assert.Equal(0, pending.Code);
        Assert.Matches($"^{other.Id}  pending  refund  by rita  billing/refunds  votes until \\S+Z\n$", pending.Out);
        Assert.Equal([other.Id, _request.Id], all.Out.Split('\n')[..2].Select(line => line.Split(' ')[0]));
        Assert.Equal("", Shell.Run("approvals", "list", _file.Path, "--service", "shipping").Out);
    }

    [Fact]
    public void Show_prints_all_that_an_approver_must_see_with_its_digest()
    {
        var answer = Shell.Run("approvals", "show", _file.Path, _request.Id);

        Assert.Equal(0, answer.Code);
        Assert.StartsWith($"{_request.Id}  pending\n  work       message m-1 on refunds of billing\n", answer.Out);
        Assert.Contains("  requester  rita (user), verified: signed\n", answer.Out);
        Assert.Contains("  action     refund\n", answer.Out);
        Assert.Contains(
            "    rule     refund-large\n    reason   more than 1000\n    field    amount: 1500\n",
            answer.Out
        );
        Assert.Contains("    needs    1 of finance; 1 against denies\n", answer.Out);
        Assert.EndsWith($"  shown      {_request.ShownDigest}\n", answer.Out);
    }

    [Fact]
    public async Task Without_a_host_a_vote_waits_and_changes_nothing()
    {
        var answer = Vote("approve");

        Assert.Equal(6, answer.Code);
        Assert.Contains("no host of billing has answered yet", answer.Out);
        Assert.Equal(_request.Version, (await _store.GetAsync(_request.Id, default))!.Version);
        Assert.Matches(
            "  inbox      alice: approve, signed with alice-1 at \\S+: \"fine\"; no host has answered yet\n",
            Show()
        );
        Assert.Equal(1, (await AuditVerifier.VerifyAsync(new SqliteAuditLog(_file.Host))).Count);
    }

    [Fact]
    public async Task A_host_counts_a_vote_and_the_command_prints_its_answer()
    {
        await using var host = await RunningHost.StartAsync(_file.Path, _key, "alice");

        var answer = Vote("approve", "30s");

        Assert.Equal(0, answer.Code);
        Assert.EndsWith($"counted: `{_request.Id}` is approved\n", answer.Out);
        Assert.Equal(ApprovalState.Approved, (await _store.GetAsync(_request.Id, default))!.State);
        Assert.Contains("  vote       alice (finance) for at ", Show());
    }

    [Fact]
    public async Task A_host_counts_a_denial()
    {
        await using var host = await RunningHost.StartAsync(_file.Path, _key, "alice");

        Assert.Equal(0, Vote("deny", "30s").Code);

        Assert.Equal(ApprovalState.Denied, (await _store.GetAsync(_request.Id, default))!.State);
    }

    [Fact]
    public async Task A_vote_with_another_key_of_the_same_id_is_refused_and_shown()
    {
        var guessed = _file.In("guessed.key");
        ActraKeyFile.WriteNew(guessed, "alice-1");
        await using var host = await RunningHost.StartAsync(_file.Path, guessed, "alice");

        var answer = Vote("approve", "30s");

        Assert.Equal(5, answer.Code);
        Assert.EndsWith("refused: the signature by `alice-1` does not hold\n", answer.Out);
        Assert.Contains("; refused: the signature by `alice-1` does not hold\n", Show());
        Assert.Contains("refused  by alice", Shell.Run("audit", "tail", _file.Path).Out);
        Assert.Equal(ApprovalState.Pending, (await _store.GetAsync(_request.Id, default))!.State);
    }

    [Fact]
    public async Task The_requester_and_a_stale_digest_are_refused()
    {
        await using (await RunningHost.StartAsync(_file.Path, _key, "RITA"))
        {
            var own = Vote("approve", "30s", "Rita");
            Assert.Equal(5, own.Code);
            Assert.Contains("`Rita` is the requester", own.Out);
        }

        await using (await RunningHost.StartAsync(_file.Path, _key, "alice"))
        {
            var stale = Vote("approve", "30s", "alice", "--shown", new string('0', 64));
            Assert.Equal(5, stale.Code);
            Assert.Contains("what the voter was shown is not what", stale.Out);
        }
    }

    [Fact]
    public async Task A_closed_request_takes_no_votes()
    {
        await _store.ChangeAsync(_request.Id, new ApprovalCommand.Cancel(new Approver("rita", []), null), default);
        await using var host = await RunningHost.StartAsync(_file.Path, _key, "alice");

        var answer = Vote("approve", "30s");

        Assert.Equal(5, answer.Code);
        Assert.Contains("cancelled", answer.Out);
    }

    [Theory]
    [InlineData("apr_none", "10s", "there is no request `apr_none`")]
    [InlineData("", "soon", "--wait `soon` is no duration")]
    public void What_cannot_be_understood_answers_2(string id, string wait, string message)
    {
        var answer = Shell.Run(
            "approvals",
            "approve",
            _file.Path,
            id.Length > 0 ? id : _request.Id,
            "--as",
            "alice",
            "--key",
            _key,
            "--wait",
            wait
        );

        Assert.Equal(2, answer.Code);
        Assert.Contains(message, answer.Error);
    }

    [Fact]
    public void A_vote_is_signed_with_one_key()
    {
        File.AppendAllText(_key, $"second {Convert.ToBase64String(new byte[32])}\n");

        Assert.Equal(2, Vote("approve").Code);
        Assert.Equal(2, Shell.Run("approvals", "approve", _file.Path, _request.Id, "--as", "alice").Code);
    }

    private Answer Vote(string what, string wait = "0s", string by = "alice", params string[] more) =>
        Shell.Run([
            "approvals",
            what,
            _file.Path,
            _request.Id,
            "--as",
            by,
            "--key",
            _key,
            "--comment",
            "fine",
            "--wait",
            wait,
            .. more,
        ]);

    private string Show() => Shell.Run("approvals", "show", _file.Path, _request.Id).Out;

    private async Task<ApprovalRequest> ParkAsync(string workId) =>
        (
            await _store.ParkAsync(
                SampleApprovals.Approval(TimeProvider.System, workId),
                SampleApprovals.Envelope(),
                default
            )
        ).Request;
}
