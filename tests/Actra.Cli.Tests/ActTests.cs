using System.Text.Json;
using Actra.Approvals;
using Actra.Audit;
using Actra.Storage;

namespace Actra.Cli.Tests;

public sealed class ActTests : IDisposable
{
    private readonly Desk _desk = new();
    private readonly string _alice;

    public ActTests() => _alice = _desk.Person("alice", "finance");

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Without_a_host_a_vote_waits_and_changes_nothing()
    {
        var request = await _desk.ParkAsync();

        var answer = Act("approve", request, wait: "0s");

        Assert.Equal(6, answer.Code);
        Assert.Contains("waiting: no host of billing has answered yet", answer.Out);
        Assert.Equal(request.Version, (await _desk.GetAsync(request.Id)).Version);
        Assert.Matches(
            "  inbox      alice: approve, signed with p256-\\S+ at \\S+: \"fine\"; no host has answered yet\n",
            _desk.Show(request)
        );
        Assert.Equal(1, (await AuditVerifier.VerifyAsync(new SqliteAuditLog(_desk.File.Host))).Count);
    }

    [Fact]
    public async Task A_host_counts_a_vote_and_the_command_prints_its_answer()
    {
        var request = await _desk.ParkAsync();
        await using var host = await _desk.HostAsync();

        var answer = Act("approve", request);

        Assert.Equal(0, answer.Code);
        Assert.EndsWith($"counted: `{request.Id}` is approved\n", answer.Out);
        Assert.Equal(ApprovalState.Approved, (await _desk.GetAsync(request.Id)).State);
        Assert.Contains("  vote       alice (finance) for at ", _desk.Show(request));
    }

    [Fact]
    public async Task A_host_counts_a_denial()
    {
        var request = await _desk.ParkAsync();
        await using var host = await _desk.HostAsync();

        Assert.Equal(0, Act("deny", request).Code);

        Assert.Equal(ApprovalState.Denied, (await _desk.GetAsync(request.Id)).State);
    }

    [Fact]
    public async Task A_host_revokes_cancels_and_replays()
    {
        var rita = _desk.Person("rita");
        var (approved, pending, failed) = (
            await _desk.ApprovedAsync(),
            await _desk.ParkAsync(),
            await _desk.FailedAsync()
        );
        await using var host = await _desk.HostAsync();

        Answer[] answers = [Act("revoke", approved), Act("cancel", pending, "rita", rita), Act("replay", failed)];

        Assert.Equal([0, 0, 0], answers.Select(answer => answer.Code));
        Assert.EndsWith($"counted: `{approved.Id}` is revoked\n", answers[0].Out);
        Assert.EndsWith($"counted: `{pending.Id}` is cancelled\n", answers[1].Out);
        Assert.EndsWith($"counted: `{failed.Id}` is approved\n", answers[2].Out);
        Assert.Equal("fine", (await _desk.GetAsync(approved.Id)).StateReason);
    }

    [Fact]
    public async Task An_emergency_needs_the_role_that_the_rule_names_and_a_comment()
    {
        var boss = _desk.Person("boss", "director");
        var request = await _desk.ParkAsync(require: of => of with { BreakGlass = ["director"] });
        await using var host = await _desk.HostAsync();

        var other = Act("approve", request, more: "--break-glass");
        var silent = _desk.Run("approve", request.Id, "--as", "boss", "--key", boss, "--break-glass");
        var done = Act("approve", request, "boss", boss, more: "--break-glass");

        Assert.Equal(5, other.Code);
        Assert.EndsWith($"refused: `alice` holds no role that may approve `{request.Id}` alone\n", other.Out);
        Assert.Equal(2, silent.Code);
        Assert.Contains("--break-glass needs a --comment", silent.Error);
        Assert.Equal(0, done.Code);
        Assert.Contains("  vote       boss (director) for, in an emergency at ", _desk.Show(request));
        Assert.Contains("break-glass", Shell.Run("audit", "tail", _desk.Path).Out);
        Assert.Equal(2, Act("deny", request, more: "--break-glass").Code);
    }

    [Fact]
    public async Task A_key_that_no_host_knows_is_refused_shown_and_recorded()
    {
        var eve = _desk.File.In("eve.pem");
        Assert.Equal(0, Shell.Run("keys", "new", "--approver", "--output", eve).Code);
        var request = await _desk.ParkAsync();
        await using var host = await _desk.HostAsync();

        var answer = Act("approve", request, "alice", eve);

        Assert.Equal(5, answer.Code);
        Assert.Matches("refused: the vote key `p256-[0-9a-f]{32}` is unknown\n$", answer.Out);
        Assert.Matches("; refused: the vote key `p256-[0-9a-f]{32}` is unknown\n", _desk.Show(request));
        Assert.Contains("refused  by alice", Shell.Run("audit", "tail", _desk.Path).Out);
        Assert.Equal(ApprovalState.Pending, (await _desk.GetAsync(request.Id)).State);
    }

    [Fact]
    public async Task Another_persons_name_the_requester_and_a_stale_digest_are_refused()
    {
        var rita = _desk.Person("Rita", "finance");
        var request = await _desk.ParkAsync();
        await using var host = await _desk.HostAsync();

        Assert.Contains("may not speak for `bob`", Refused(Act("approve", request, "bob")));
        Assert.Contains("`Rita` is the requester", Refused(Act("approve", request, "Rita", rita)));
        Assert.Contains(
            "what the voter was shown is not what",
            Refused(Act("approve", request, more: ["--shown", new string('0', 64)]))
        );
        Assert.Contains("only the requester may cancel", Refused(Act("cancel", request)));
        Assert.Contains("cannot become revoked", Refused(Act("revoke", request)));
    }

    [Fact]
    public async Task A_vote_of_an_older_version_in_the_inbox_cannot_be_read()
    {
        var request = await _desk.ParkAsync();
        Assert.Equal(6, Act("approve", request, wait: "0s").Code);
        _desk.File.Execute("UPDATE votes SET document = replace(document, '\"act\":1', '\"approve\":true')");

        await using var host = await _desk.HostAsync();

        await Eventually(() => _desk.Show(request).Contains("; refused: it cannot be read as a vote\n"));
        Assert.Contains("  inbox      something that is no vote; refused", _desk.Show(request));
        Assert.Equal(ApprovalState.Pending, (await _desk.GetAsync(request.Id)).State);
    }

    [Fact]
    public async Task A_service_votes_with_the_secret_that_it_shares_with_the_host()
    {
        var secret = _desk.File.In("chat.key");
        ActraKeyFile.WriteNew(secret, "chat");
        var people = new Dictionary<string, IReadOnlyList<string>> { ["alice"] = ["finance"] };
        var request = await _desk.ParkAsync();
        await using var host = await RunningHost.StartAsync(actra =>
            actra.UseSqlite(_desk.Path).AddVoteKey(new VoteKey("chat", ActraKeyFile.Read(secret)[0].Value, people))
        );

        Assert.Equal(0, Act("approve", request, "alice", secret).Code);
        File.AppendAllText(secret, $"second {Convert.ToBase64String(new byte[32])}\n");
        Assert.Contains("a vote is signed with one", Act("approve", request, "alice", secret).Error);
    }

    [Fact]
    public async Task Answers_are_JSON_where_that_is_wanted()
    {
        var request = await _desk.ParkAsync();
        var waiting = Act("approve", request, wait: "0s", more: "--json");
        await using var host = await _desk.HostAsync();
        var counted = Act("deny", await _desk.ParkAsync(), more: "--json");

        Assert.Equal((6, "waiting"), (waiting.Code, Json(waiting).GetProperty("result").GetString()));
        Assert.Equal((0, "counted"), (counted.Code, Json(counted).GetProperty("result").GetString()));
        Assert.Equal("deny", Json(counted).GetProperty("act").GetString());
        Assert.EndsWith("is denied", Json(counted).GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("there is no request `apr_none`", "apr_none")]
    [InlineData("--wait `soon` is no duration", "apr_none", "--wait", "soon")]
    [InlineData("--as is empty", "apr_none", "--as", " ")]
    [InlineData("--key is empty", "apr_none", "--key", "")]
    [InlineData("cannot be read", "apr_none", "--key", "/no/such/file")]
    [InlineData("name a request, or say --all")]
    [InlineData("--action is for --all", "apr_none", "--action", "refund")]
    [InlineData("--all goes without ID, --shown and --break-glass", "apr_none", "--all")]
    [InlineData("--all goes without ID, --shown and --break-glass", "--all", "--shown", "0")]
    public void What_cannot_be_understood_answers_2(string message, params string[] more)
    {
        string[] by = more.Contains("--as") ? [] : ["--as", "alice"];
        string[] key = more.Contains("--key") ? [] : ["--key", _alice];

        var answer = _desk.Run("approve", [.. more, .. by, .. key]);

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Contains(message, answer.Error);
    }

    [Fact]
    public async Task A_public_half_signs_nothing_and_a_file_that_cannot_be_written_takes_nothing()
    {
        var request = await _desk.ParkAsync();

        Assert.Contains("holds a public key", Act("approve", request, "alice", _desk.File.In("alice.pub")).Error);
        _desk.File.Execute("CREATE TRIGGER full BEFORE INSERT ON votes BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        var answer = Act("approve", request);
        Assert.Equal(2, answer.Code);
        Assert.Contains("it could not be handed in: ", answer.Error);
    }

    private Answer Act(
        string act,
        ApprovalRequest request,
        string by = "alice",
        string? key = null,
        string wait = "30s",
        params string[] more
    ) => _desk.Run(act, [request.Id, "--as", by, "--key", key ?? _alice, "--comment", "fine", "--wait", wait, .. more]);

    private static string Refused(Answer answer)
    {
        Assert.Equal(5, answer.Code);
        return answer.Out;
    }

    private static JsonElement Json(Answer answer) => JsonDocument.Parse(answer.Out).RootElement;

    private static async Task Eventually(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 600, "it never held");
            await Task.Delay(50);
        }
    }
}
