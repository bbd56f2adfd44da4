using System.Text.Json;
using Actra.Approvals;

namespace Actra.Cli.Tests;

public sealed class ApprovalsTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task List_prints_what_waits_for_votes_newest_first()
    {
        var first = await _desk.ParkAsync();
        var second = await _desk.ParkAsync();
        var third = await _desk.ParkAsync();
        await _desk.ChangeAsync(first.Id, new ApprovalCommand.Cancel(new Approver("rita", []), null));

        var pending = _desk.Run("list");
        var all = _desk.Run("list", "--all", "--service", "billing");

        Assert.Equal(0, pending.Code);
        Assert.Matches("ID +State +Action +By +Where +Age +Left\n", pending.Out);
        Assert.Matches($"{second.Id} +pending +refund +rita +billing/refunds +<1m +59m\n", pending.Out);
        Assert.Equal([third.Id, second.Id], Ids(pending));
        Assert.Equal([third.Id, second.Id, first.Id], Ids(all));
        Assert.Equal("no request is like that\n", _desk.Run("list", "--service", "shipping").Out);
    }

    [Fact]
    public async Task List_finds_by_what_the_filters_say_together()
    {
        var old = await _desk.ParkAsync(request =>
            request with
            {
                ParkedAt = request.ParkedAt.AddDays(-3),
                ExpiresAt = request.ExpiresAt.AddDays(4),
            }
        );
        var job = await _desk.ParkAsync(request =>
            request with
            {
                Work = request.Work with { Kind = Resolution.WorkKind.Job, Endpoint = "nightly" },
            }
        );
        var acme = await _desk.ParkAsync(request =>
            request with
            {
                Tenant = "acme",
                Requester = request.Requester with { Id = "Bob" },
            }
        );
        var payout = await _desk.ParkAsync(request =>
            request with
            {
                Asked = [request.Asked[0] with { ActionType = "payout", Reason = "to a new account" }],
            }
        );
        var failed = await _desk.FailedAsync();

        Assert.Equal([old.Id], Ids(_desk.Run("list", "--older-than", "2d")));
        Assert.DoesNotContain(old.Id, Ids(_desk.Run("list", "--newer-than", "2d")));
        Assert.Equal(3, Ids(_desk.Run("list", "--newer-than", "2d12h")).Count());
        Assert.Equal([job.Id], Ids(_desk.Run("list", "--kind", "job")));
        Assert.Equal([job.Id], Ids(_desk.Run("list", "--endpoint", "nightly")));
        Assert.Equal([acme.Id], Ids(_desk.Run("list", "--tenant", "acme")));
        Assert.Equal([acme.Id], Ids(_desk.Run("list", "--actor", "bob")));
        Assert.Equal([payout.Id], Ids(_desk.Run("list", "--action", "payout")));
        Assert.Equal([payout.Id], Ids(_desk.Run("list", "--text", "new acc")));
        Assert.Equal([failed.Id], Ids(_desk.Run("list", "--state", "failed")));
        Assert.Equal([failed.Id, payout.Id], Ids(_desk.Run("list", "--state", "failed, pending", "--limit", "2")));
        Assert.Equal("no request is like that\n", _desk.Run("list", "--kind", "job", "--action", "payout").Out);
    }

    [Fact]
    public async Task List_says_how_to_go_on()
    {
        var requests = new List<ApprovalRequest>();
        for (var i = 0; i < 5; i++)
        {
            requests.Insert(0, await _desk.ParkAsync());
        }

        var first = _desk.Run("list", "--limit", "2");
        var second = _desk.Run("list", "--limit", "2", "--after", requests[1].Id);
        var last = _desk.Run("list", "--limit", "2", "--after", requests[3].Id);

        Assert.EndsWith($"more follow: --after {requests[1].Id}\n", first.Out);
        Assert.EndsWith($"more follow: --after {requests[3].Id}\n", second.Out);
        Assert.DoesNotContain("more follow", last.Out);
        Assert.Equal(requests.Select(request => request.Id), Ids(first, second, last));
        Assert.Equal(
            requests[1].Id,
            Json(_desk.Run("list", "--limit", "2", "--json")).GetProperty("after").GetString()
        );
        Assert.Equal(JsonValueKind.Null, Json(_desk.Run("list", "--json")).GetProperty("after").ValueKind);
    }

    [Theory]
    [InlineData("--state", "waiting", "there is no state `waiting`; there are pending, approved,")]
    [InlineData("--kind", "mail", "there is no kind of work `mail`; there are message, job, call")]
    [InlineData("--older-than", "yesterday", "--older-than `yesterday` is no duration")]
    [InlineData("--limit", "0", "--limit is from 1 to 999")]
    [InlineData("--limit", "1000", "--limit is from 1 to 999")]
    public void A_filter_that_cannot_be_understood_answers_2(string option, string value, string message)
    {
        var answer = _desk.Run("list", option, value);

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Contains(message, answer.Error);
    }

    [Fact]
    public async Task Show_prints_all_that_an_approver_must_see_with_its_digest()
    {
        var request = await _desk.ParkAsync(
            of => of with { Tenant = "acme" },
            require =>
                require with
                {
                    BreakGlass = ["director"],
                    EscalateAfter = TimeSpan.FromMinutes(30),
                    EscalateTo = ["cfo"],
                }
        );

        var answer = _desk.Run("show", request.Id);

        Assert.Equal(0, answer.Code);
        Assert.StartsWith($"{request.Id}  pending\n  work       message m-1 on refunds of billing\n", answer.Out);
        Assert.Contains("  requester  rita (user), verified: signed\n  tenant     acme\n", answer.Out);
        Assert.Contains("  action     refund\n", answer.Out);
        Assert.Contains(
            "    rule     refund-large\n    reason   more than 1000\n    field    amount: 1500\n",
            answer.Out
        );
        Assert.Contains(
            "    needs    1 of finance; 1 against denies; after 30m also cfo; alone in an emergency director\n",
            answer.Out
        );
        Assert.EndsWith($"  shown      {request.ShownDigest}\n", answer.Out);
        Assert.Equal(2, _desk.Run("show", "apr_none").Code);
    }

    [Fact]
    public async Task Show_and_list_are_JSON_where_that_is_wanted()
    {
        var request = await _desk.ApprovedAsync();

        var shown = Json(_desk.Run("show", request.Id, "--json"));
        var listed = Json(_desk.Run("list", "--all", "--json")).GetProperty("requests")[0];

        foreach (var one in new[] { shown, listed })
        {
            Assert.Equal(request.Id, one.GetProperty("id").GetString());
            Assert.Equal("approved", one.GetProperty("state").GetString());
            Assert.Equal("rita", one.GetProperty("requester").GetProperty("id").GetString());
            Assert.True(one.GetProperty("requester").GetProperty("verified").GetBoolean());
            var asked = one.GetProperty("asked")[0];
            Assert.Equal("1500", asked.GetProperty("fields").GetProperty("amount").GetString());
            Assert.Equal("finance", asked.GetProperty("groups")[0].GetProperty("roles")[0].GetString());
            Assert.Equal("approve", one.GetProperty("votes")[0].GetProperty("act").GetString());
            Assert.Equal(request.ShownDigest, one.GetProperty("shown").GetString());
        }

        Assert.Equal(0, shown.GetProperty("inbox").GetArrayLength());
        Assert.False(listed.TryGetProperty("inbox", out _));
    }

    [Fact]
    public async Task What_others_have_written_moves_nothing_on_a_terminal()
    {
        const string Nasty = "a\e[2Jb\u202Ec\nd\u2028e\U000E0041f\u200Bg[red]h[/]";
        var request = await _desk.ParkAsync(of =>
            of with
            {
                Work = of.Work with { Endpoint = Nasty },
                Requester = of.Requester with { Id = Nasty },
                Tenant = Nasty,
                Asked =
                [
                    of.Asked[0] with
                    {
                        ActionType = Nasty,
                        Reason = Nasty,
                        Fields = new Dictionary<string, string> { [Nasty] = Nasty },
                    },
                ],
            }
        );

        foreach (var answer in new[] { _desk.Run("list"), _desk.Run("show", request.Id) })
        {
            Assert.Contains("a\\u001b[2Jb\\u202ec\\u000ad\\u2028e\\ue0041f\\u200bg[red]h[/]", answer.Out);
            Assert.DoesNotContain(answer.Out, c => c is '\e' or '\u202E' or '\u2028' or '\u200B' or '\uDB40');
        }

        foreach (var answer in new[] { _desk.Run("list", "--json"), _desk.Run("show", request.Id, "--json") })
        {
            Assert.All(answer.Out, c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
            Assert.Contains("a\\u001B[2Jb\\u202Ec\\nd", answer.Out);
        }
    }

    private static IEnumerable<string> Ids(params Answer[] answers) =>
        answers.SelectMany(answer =>
            answer.Out.Split('\n').Select(line => line.Trim().Split(' ')[0]).Where(word => word.StartsWith("apr_"))
        );

    private static JsonElement Json(Answer answer)
    {
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        return JsonDocument.Parse(answer.Out).RootElement;
    }
}
