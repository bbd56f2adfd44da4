using System.Text.Json;
using Actra.Audit;
using Actra.Cli.Audit;
using Actra.Storage;

namespace Actra.Cli.Tests;

public sealed class AuditTests : IDisposable
{
    private readonly LogFile _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task An_intact_log_answers_0_with_its_head_and_how_far_it_is_signed()
    {
        await _log.WriteAsync(5);

        var bare = Shell.Run("audit", "verify", _log.Path);
        var keyed = Shell.Run("audit", "verify", _log.Path, "--keys", _log.KeyFile);

        Assert.Equal(0, bare.Code);
        Assert.Matches(
            "^intact: 5 records, head 5:[0-9a-f]{64}\nsigned heads were not checked: no --keys\n$",
            bare.Out
        );
        Assert.Equal(0, keyed.Code);
        Assert.Contains("signed up to record 5 with key `k1` at 2026-01-01T00:00:00.000Z\n", keyed.Out);
    }

    [Fact]
    public async Task A_changed_record_answers_1_with_its_place()
    {
        await _log.WriteAsync(5);
        _log.Execute("UPDATE records SET entry = json_set(entry, '$.actor', 'eve') WHERE sequence = 3");

        var answer = Shell.Run("audit", "verify", _log.Path);

        Assert.Equal(1, answer.Code);
        Assert.StartsWith("broken at record 3 (hash-mismatch): record 3 is not what was hashed\n", answer.Out);
        Assert.Contains("sound before that: 2 records", answer.Out);
    }

    [Fact]
    public async Task A_cut_log_is_found_by_the_hosts_keys_and_by_a_head_from_elsewhere()
    {
        await _log.WriteAsync(5);
        var head = Shell.Run("audit", "verify", _log.Path).Out.Split("head ")[1].Split('\n')[0];
        Assert.Equal(0, Shell.Run("audit", "verify", _log.Path, "--head", head).Code);
        _log.Execute("DELETE FROM records WHERE sequence > 3");

        Assert.Equal(0, Shell.Run("audit", "verify", _log.Path).Code);
        var keyed = Shell.Run("audit", "verify", _log.Path, "--keys", _log.KeyFile);
        Assert.Equal(1, keyed.Code);
        Assert.StartsWith(
            "broken at record 4 (truncated): the log ends at record 3, and record 5 was signed",
            keyed.Out
        );
        _log.Execute("DELETE FROM heads");
        Assert.Contains("(head-missing)", Shell.Run("audit", "verify", _log.Path, "--keys", _log.KeyFile).Out);
        var known = Shell.Run("audit", "verify", _log.Path, "--head", head);
        Assert.Equal(1, known.Code);
        Assert.Contains("broken at record 4 (truncated)", known.Out);
    }

    [Fact]
    public async Task Another_hosts_keys_do_not_do()
    {
        using var other = new LogFile();
        await _log.WriteAsync(1);

        var answer = Shell.Run("audit", "verify", _log.Path, "--keys", other.KeyFile);

        Assert.Equal(1, answer.Code);
        Assert.Contains("(head-forged)", answer.Out);
    }

    [Theory]
    [InlineData("--head", "5")]
    [InlineData("--head", "five:00")]
    [InlineData("--keys", "no/such/file")]
    public void What_cannot_be_understood_answers_2(string option, string value)
    {
        var answer = Shell.Run("audit", "verify", _log.Path, option, value);

        Assert.Equal(2, answer.Code);
        Assert.NotEmpty(answer.Error);
    }

    [Fact]
    public void A_file_that_is_no_database_of_a_host_answers_2_and_nothing_is_made()
    {
        var text = _log.In("text.db");
        File.WriteAllText(text, new string('x', 9000));

        Assert.Equal(
            new Answer(2, "", $"error: there is no file `{_log.In("missing.db")}`\n"),
            Shell.Run("audit", "tail", _log.In("missing.db"))
        );
        Assert.Equal(2, Shell.Run("audit", "verify", text).Code);
        Assert.False(File.Exists(_log.In("missing.db")));
    }

    [Fact]
    public async Task Tail_prints_the_last_records_one_per_line()
    {
        await _log.WriteAsync(12);

        var answer = Shell.Run("audit", "tail", _log.Path, "-n", "2");

        Assert.Equal(0, answer.Code);
        Assert.Equal(
            """
            11  2026-01-02T03:04:05.000Z  decision  block  refund  by ada  refunds/m-11  rule refund-none  "no, "never""
            12  2026-01-02T03:04:05.000Z  decision  block  refund  by ada  refunds/m-12  rule refund-none  "no, "never""

            """,
            answer.Out
        );
        Assert.Equal(10, Shell.Run("audit", "tail", _log.Path).Out.Count(c => c == '\n'));
        Assert.Equal(2, Shell.Run("audit", "tail", _log.Path, "-n", "-1").Code);
    }

    [Fact]
    public async Task Text_of_others_moves_no_cursor_and_breaks_no_line()
    {
        await _log.WriteAsync(1, entry => entry with { Reason = "a\n99  forged \u001b[2J \u202e", Actor = "=1+1" });

        var line = Shell.Run("audit", "tail", _log.Path).Out;
        var csv = Shell.Run("audit", "export", _log.Path, "--format", "csv").Out;

        Assert.Contains("\"a\\u000a99  forged \\u001b[2J \\u202e\"\n", line);
        Assert.Contains(",'=1+1,", csv);
    }

    [Fact]
    public async Task Followers_see_records_as_they_come_and_end_when_told()
    {
        await _log.WriteAsync(2);
        using var reader = SqliteDatabase.OpenExisting(_log.Path, readOnly: true);
        using var end = new CancellationTokenSource();
        var seen = new List<long>();
        var third = new TaskCompletionSource();

        var following = LogFollower.FollowAsync(
            new SqliteAuditLog(reader),
            2,
            record =>
            {
                seen.Add(record.Sequence);
                _ = record.Sequence == 3 && third.TrySetResult();
            },
            _log.Clock,
            end.Token
        );
        Assert.Equal([2], seen);
        await new SqliteAuditLog(_log.Host).AppendAsync([LogFile.Entry(3)], default);
        _log.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await third.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await end.CancelAsync();
        await following;

        Assert.Equal([2, 3], seen);
    }

    [Fact]
    public async Task Jsonl_holds_every_field_of_every_record()
    {
        await new SqliteAuditLog(_log.Host).AppendAsync(
            [Testing.AuditLogSpecification.Entry(), LogFile.Entry(1)],
            default
        );
        var path = _log.In("log.jsonl");

        var answer = Shell.Run("audit", "export", _log.Path, "--format", "jsonl", "--output", path);

        Assert.Equal(new Answer(0, "", ""), answer);
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        var names = first.RootElement.EnumerateObject().Select(property => property.Name).ToList();
        Assert.Equal(typeof(AuditEntry).GetProperties().Length + 3, names.Count);
        Assert.Equal("1500", first.RootElement.GetProperty("inputs").GetProperty("action.amount").GetString());
        Assert.Equal(1.2345, first.RootElement.GetProperty("duration_ms").GetDouble());
        Assert.Equal(2, Shell.Run("audit", "export", _log.Path, "--format", "jsonl", "--output", path).Code);
        Assert.Equal(2, Shell.Run("audit", "export", _log.Path, "--format", "xml").Code);
    }

    [Fact]
    public async Task Csv_has_a_header_and_quotes_what_needs_it()
    {
        await _log.WriteAsync(1);

        var lines = Shell.Run("audit", "export", _log.Path, "--format", "csv").Out.Split("\r\n");

        Assert.StartsWith("sequence,time,kind,service,decision_id,", lines[0]);
        Assert.StartsWith("1,2026-01-02T03:04:05.000Z,decision,billing,,message,refunds,m-1,refund,ada,", lines[1]);
        Assert.Contains(",\"no, \"\"never\"\"\",", lines[1]);
        Assert.Equal("", lines[2]);
    }
}
