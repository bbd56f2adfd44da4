using System.Text.Json;
using Actra.Audit;
using Actra.Storage;

namespace Actra.Cli.Tests;

public sealed class ReplayTests : IDisposable
{
    private const string Rules = """
        version: 2
        default: block
        rules:
          - id: refund-vip
            scope: { action: refund }
            when: { subject: { domain: action, field: note }, operator: equals, value: { literal: "vip" } }
            effect: allow
          - id: refund-small
            scope: { action: refund }
            when: { subject: { domain: action, field: amount }, operator: less_than, value: { literal: 1000 } }
            effect: allow
        """;

    private readonly LogFile _log = new();
    private readonly PolicyFolder _policy = new(
        PolicyFolder.Schema.Replace("version: 1", "version: 2", StringComparison.Ordinal),
        Rules
    );

    public void Dispose()
    {
        _log.Dispose();
        _policy.Dispose();
    }

    [Fact]
    public async Task Decisions_that_would_be_others_or_cannot_be_told_are_listed_with_a_sum()
    {
        await AppendAsync(
            Decision(1, "allow", "refund-small", amount: "10", note: "gift"),
            Decision(2, "allow", "refund-small", amount: "1500", note: "gift"),
            Decision(3, "block", null, amount: "2000", note: "vip"),
            Decision(4, "allow", "refund-small", amount: "10", note: "hmac:k1:00"),
            Decision(5, "block", null, amount: "10", note: null),
            LogFile.Entry(6) with
            {
                Kind = AuditKind.Faulted,
            }
        );

        var answer = Replay();

        Assert.Equal((7, ""), (answer.Code, answer.Error));
        Assert.Equal(
            """
            2  2026-01-02T03:04:05.000Z  refund  by ada  refunds/m-2  allow refund-small -> block (no rule)
            3  2026-01-02T03:04:05.000Z  refund  by ada  refunds/m-3  block (no rule) -> allow refund-vip
            4  2026-01-02T03:04:05.000Z  refund  by ada  refunds/m-4  allow refund-small -> unknown, allow refund-vip or allow refund-small: depends on action.note (masked)
            5  2026-01-02T03:04:05.000Z  refund  by ada  refunds/m-5  block (no rule) -> unknown, block (the input cannot be judged) or allow refund-vip or allow refund-small: depends on action.note (not recorded)

            """.ReplaceLineEndings("\n"),
            string.Concat(answer.Out.Split('\n')[..4].Select(line => line + "\n"))
        );
        Assert.Matches(
            "^5 decisions, policy [0-9a-f]{12}: 1 as before, 2 changed, 2 unknown$",
            answer.Out.Split('\n')[4]
        );
    }

    [Fact]
    public async Task The_exit_code_says_whether_something_would_change()
    {
        await AppendAsync(Decision(1, "allow", "refund-small", amount: "10", note: "gift"));
        Assert.Equal(0, Replay().Code);
        await AppendAsync(Decision(2, "allow", "refund-small", amount: "10", note: "hmac:k1:00"));
        Assert.Equal(8, Replay().Code);
        await AppendAsync(Decision(3, "allow", "refund-small", amount: "1500", note: "gift"));
        Assert.Equal(7, Replay().Code);
    }

    [Fact]
    public async Task Json_is_a_line_per_decision_and_one_for_the_sum()
    {
        await AppendAsync(
            Decision(1, "allow", "refund-small", amount: "1500", note: "gift"),
            Decision(2, "allow", "refund-small", amount: "10", note: "***")
        );

        var lines = Replay("--json")
            .Out.TrimEnd('\n')
            .Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();

        Assert.Equal(3, lines.Count);
        Assert.Equal("changed", lines[0].GetProperty("outcome").GetString());
        Assert.Equal("refund-small", lines[0].GetProperty("old").GetProperty("rule").GetString());
        var changed = lines[0].GetProperty("new")[0];
        Assert.Equal(
            ("block", "default"),
            (changed.GetProperty("effect").GetString(), changed.GetProperty("kind").GetString())
        );
        Assert.Equal("action.note", lines[1].GetProperty("depends_on")[0].GetProperty("field").GetString());
        Assert.Equal("masked", lines[1].GetProperty("depends_on")[0].GetProperty("why").GetString());
        Assert.Equal(2, lines[2].GetProperty("decisions").GetInt32());
        Assert.Equal(1, lines[2].GetProperty("unknown").GetInt32());
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_replayed()
    {
        var decision = Decision(1, "allow", "refund-small", amount: "10", note: "gift");
        await AppendAsync(
            decision with
            {
                Time = new DateTimeOffset(2026, 1, 1, 23, 59, 59, TimeSpan.Zero),
            },
            decision,
            decision with
            {
                Service = "shipping",
            },
            decision with
            {
                Action = "payout",
            }
        );

        Assert.StartsWith("3 decisions", Last(Replay("--from", "2026-01-02")));
        Assert.StartsWith("1 decision,", Last(Replay("--to", "2026-01-02T00:00:00Z")));
        Assert.StartsWith("1 decision,", Last(Replay("--service", "shipping")));
        Assert.StartsWith("3 decisions", Last(Replay("--action", "refund")));
        Assert.Equal(2, Replay("--from", "yesterday").Code);
    }

    [Fact]
    public async Task What_has_left_the_log_is_replayed_from_its_archive()
    {
        await _log.WriteAsync(3, entry => entry with { Inputs = Inputs("10", "gift"), Rule = null });
        var retention = new AuditRetention(
            new SqliteAuditLog(_log.Host),
            ActraKeyFile.ReadRing(_log.KeyFile),
            "billing",
            new AuditArchiveFolder(_log.In("archive")),
            _log.Clock
        )
        {
            LongestSegment = 2,
        };
        await retention.RunAsync(_log.Clock.GetUtcNow().AddYears(1), default);

        Assert.StartsWith("1 decision,", Last(Replay()));
        Assert.StartsWith("3 decisions", Last(Replay("--archive", _log.In("archive"))));
        Assert.StartsWith("2 decisions", Last(Shell.Run("replay", _log.In("archive"), "--policy", _policy.Path)));
    }

    [Fact]
    public async Task A_changed_record_is_not_replayed()
    {
        await AppendAsync(Decision(1, "allow", "refund-small", amount: "10", note: "gift"));
        _log.Execute("UPDATE records SET entry = replace(entry, '\"10\"', '\"11\"')");

        var answer = Replay();

        Assert.Equal((1, ""), (answer.Code, answer.Out));
        Assert.Contains("record 1 is not what was hashed: see `actra audit verify`", answer.Error);
    }

    [Fact]
    public void A_policy_that_does_not_compile_is_said_first()
    {
        _policy.Write("policy.yaml", "version: 2\nrules: [");
        Assert.Equal(1, Replay().Code);
        Assert.Equal(2, Shell.Run("replay", _log.Path, "--policy", _log.In("nowhere")).Code);
        Assert.Equal(2, Shell.Run("replay", _log.Path).Code);
    }

    private static string Last(Answer answer) => answer.Out.TrimEnd('\n').Split('\n')[^1];

    private static AuditEntry Decision(int number, string effect, string? rule, string amount, string? note) =>
        LogFile.Entry(number) with
        {
            Effect = effect,
            Rule = rule,
            PolicyHash = "old",
            Inputs = Inputs(amount, note),
        };

    private static Dictionary<string, string> Inputs(string amount, string? note)
    {
        var inputs = new Dictionary<string, string> { ["action.amount"] = amount };
        if (note is not null)
        {
            inputs["action.note"] = note;
        }

        return inputs;
    }

    private ValueTask AppendAsync(params AuditEntry[] entries) =>
        new SqliteAuditLog(_log.Host).AppendAsync(entries, default);

    private Answer Replay(params string[] more) => Shell.Run(["replay", _log.Path, "--policy", _policy.Path, .. more]);
}
