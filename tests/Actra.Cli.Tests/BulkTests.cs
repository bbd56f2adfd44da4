using System.Text.Json;
using Actra.Approvals;

namespace Actra.Cli.Tests;

public sealed class BulkTests : IDisposable
{
    private readonly Desk _desk = new();
    private readonly string _alice;

    public BulkTests() => _alice = _desk.Person("alice", "finance");

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task All_that_match_are_shown_and_each_gets_its_answer()
    {
        var mine = new[] { await _desk.ParkAsync(), await _desk.ParkAsync() };
        var other = await _desk.ParkAsync(of => of with { Asked = [of.Asked[0] with { ActionType = "payout" }] });
        await using var host = await _desk.HostAsync();

        var answer = All("approve", "--action", "refund", "--yes");

        Assert.Equal(0, answer.Code);
        foreach (var request in mine)
        {
            Assert.Matches($"{request.Id} +pending +rita +refund amount=1500 +more than 1000\n", answer.Out);
            Assert.Contains($"{request.Id}  counted: `{request.Id}` is approved\n", answer.Out);
            Assert.Equal(ApprovalState.Approved, (await _desk.GetAsync(request.Id)).State);
        }

        Assert.EndsWith("2 counted, 0 refused, 0 waiting\n", answer.Out);
        Assert.DoesNotContain(other.Id, answer.Out);
        Assert.Equal(ApprovalState.Pending, (await _desk.GetAsync(other.Id)).State);
    }

    [Fact]
    public async Task One_that_is_refused_stops_none_and_shows_in_the_exit_code()
    {
        var own = await _desk.ParkAsync(of => of with { Requester = of.Requester with { Id = "alice" } });
        var other = await _desk.ParkAsync();
        await using var host = await _desk.HostAsync();

        var answer = All("approve", "--yes");

        Assert.Equal(5, answer.Code);
        Assert.Contains($"{own.Id}  refused: `alice` is the requester of `{own.Id}`\n", answer.Out);
        Assert.Contains($"{other.Id}  counted: ", answer.Out);
        Assert.EndsWith("1 counted, 1 refused, 0 waiting\n", answer.Out);
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("cancel")]
    [InlineData("replay")]
    [InlineData("deny")]
    public async Task An_act_on_all_is_on_those_in_a_state_that_allows_it(string act)
    {
        var (pending, approved, failed) = (
            await _desk.ParkAsync(),
            await _desk.ApprovedAsync(),
            await _desk.FailedAsync()
        );

        var answer = All(act, "--yes", "--wait", "0s", "--json");

        Assert.Equal(6, answer.Code);
        string[] expected = act switch
        {
            "revoke" => [failed.Id, approved.Id],
            "cancel" => [approved.Id, pending.Id],
            "replay" => [failed.Id],
            _ => [pending.Id],
        };
        var document = JsonDocument.Parse(answer.Out).RootElement;
        Assert.Equal(
            expected,
            document.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetString())
        );
        Assert.Equal(expected.Length, document.GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task Nobody_to_ask_and_no_yes_is_refused_before_anything_is_handed_in()
    {
        var request = await _desk.ParkAsync();

        var piped = All("approve");
        var json = Ask("y\n", "--json");

        foreach (var answer in new[] { piped, json })
        {
            Assert.Equal((2, ""), (answer.Code, answer.Out));
            Assert.Contains("here nobody can be asked: say --yes", answer.Error);
        }

        Assert.DoesNotContain("inbox", _desk.Show(request));
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("YES\n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    [InlineData("yess\n", false)]
    public async Task Only_a_yes_is_a_yes(string typed, bool acts)
    {
        var request = await _desk.ParkAsync();

        var answer = Ask(typed);

        Assert.Contains($"{request.Id} ", answer.Out);
        Assert.Contains("approve this request as alice? [y/N] ", answer.Out);
        Assert.Equal(acts ? 6 : 0, answer.Code);
        Assert.Equal(acts, _desk.Show(request).Contains("inbox"));
        Assert.Equal(!acts, answer.Out.EndsWith("nothing was done\n"));
    }

    [Fact]
    public async Task What_changes_after_it_was_shown_is_not_approved()
    {
        var request = await _desk.ParkAsync();
        await using var host = await _desk.HostAsync();
        var typing = new Typist(() =>
            _desk.File.Execute(
                $"UPDATE requests SET request = replace(request, '1500', '9500') WHERE id = '{request.Id}'"
            )
        );

        var answer = Ask(typing, "--wait", "30s");

        Assert.True(answer.Code == 5, answer.Error);
        Assert.Contains("refund amount=1500", answer.Out);
        Assert.Contains($"refused: what the voter was shown is not what `{request.Id}` says\n", answer.Out);
        Assert.Equal(ApprovalState.Pending, (await _desk.GetAsync(request.Id)).State);
    }

    [Fact]
    public async Task Where_the_database_fails_in_between_each_says_whether_it_was_handed_in()
    {
        var (second, first) = (await _desk.ParkAsync(), await _desk.ParkAsync());
        _desk.File.Execute(
            "CREATE TRIGGER full BEFORE INSERT ON votes WHEN (SELECT count(*) FROM votes) > 0 BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        );

        var answer = All("approve", "--yes", "--wait", "0s");

        Assert.Equal(5, answer.Code);
        Assert.Contains($"{first.Id}  waiting: ", answer.Out);
        Assert.Contains($"{second.Id}  refused: it could not be handed in: ", answer.Out);
        Assert.EndsWith("0 counted, 1 refused, 1 waiting\n", answer.Out);
    }

    [Fact]
    public async Task More_than_the_limit_are_left_and_none_is_nothing()
    {
        for (var i = 0; i < 3; i++)
        {
            await _desk.ParkAsync();
        }

        var answer = All("approve", "--yes", "--limit", "2", "--wait", "0s");
        var none = All("approve", "--yes", "--action", "payout");

        Assert.Contains("more match than these 2: they are left as they are\n", answer.Out);
        Assert.EndsWith("0 counted, 0 refused, 2 waiting\n", answer.Out);
        Assert.Equal(new Answer(0, "0 counted, 0 refused, 0 waiting\n", ""), none);
    }

    private Answer All(string act, params string[] more) => _desk.Run(act, [.. Arguments(more)]);

    private Answer Ask(string typed, params string[] more) => Ask(new StringReader(typed), more);

    private Answer Ask(TextReader typed, params string[] more)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(typed, output, error, asks: true);
        var code = Tool.Run(
            [
                "approvals",
                "approve",
                _desk.Path,
                .. Arguments(more.Contains("--wait") ? more : [.. more, "--wait", "0s"]),
            ],
            terminal
        );
        return new Answer(code, output.ToString(), error.ToString());
    }

    private IEnumerable<string> Arguments(string[] more)
    {
        string[] wait = more.Contains("--wait") ? [] : ["--wait", "30s"];
        return ["--all", "--as", "alice", "--key", _alice, .. more, .. wait];
    }

    /// <summary>Says yes, after something has happened.</summary>
    private sealed class Typist(Action before) : TextReader
    {
        public override string? ReadLine()
        {
            before();
            return "y";
        }
    }
}
