using Actra.Approvals;
using Actra.Audit;
using Actra.Storage;

namespace Actra.Cli.Tests;

public sealed class BreakGlassTests : IDisposable
{
    private readonly Desk _desk = new();
    private readonly string _alice;
    private readonly string _bob;

    public BreakGlassTests() => (_alice, _bob) = (_desk.Person("alice"), _desk.Person("bob"));

    public void Dispose() => _desk.Dispose();

    private GrantSealer Sealer => new(ActraKeyFile.ReadRing(_desk.File.KeyFile));

    [Fact]
    public async Task Two_people_approve_without_a_host_and_it_is_recorded_and_told()
    {
        var request = await _desk.ParkAsync();

        var answer = Break(request, "--approvers", _desk.Registrations);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.StartsWith($"{request.Id}  pending\n  work       message m-1 on refunds of billing\n", answer.Out);
        Assert.EndsWith(
            $"`{request.Id}` is approved, and recorded as an emergency; a host of billing sends the work\n",
            answer.Out
        );
        Assert.DoesNotContain("not checked", answer.Out);
        var approved = await _desk.GetAsync(request.Id);
        Assert.Equal(ApprovalState.Approved, approved.State);
        Assert.Equal(["alice", "bob"], approved.Votes.Where(vote => vote.BreakGlass).Select(vote => vote.ApproverId));
        var record = (await RecordsAsync()).Single(record => record.Kind == AuditKind.BreakGlass);
        Assert.Matches("^the hosts are gone \\(keys p256-[0-9a-f]{32}, p256-[0-9a-f]{32}\\)$", record.Reason);
        Assert.Equal("alice, bob", record.Actor);
        var notice = Assert.Single(
            await _desk.Store.Notices!.TakeAsync("billing", DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1), 10, default)
        );
        Assert.Equal(ApprovalEvents.BreakGlass, notice.Notice.Event);
    }

    [Fact]
    public async Task What_a_host_with_keys_has_parked_needs_its_keys()
    {
        var request = await _desk.ParkAsync(Sealer.Seal);
        var others = _desk.File.In("others.keys");
        ActraKeyFile.WriteNew(others, "k1");

        var without = Break(request);
        var wrong = Break(request, "--keys", others);
        Assert.Equal(ApprovalState.Pending, (await _desk.GetAsync(request.Id)).State);
        var right = Break(request, "--keys", _desk.File.KeyFile);

        Assert.Equal((2, ""), (without.Code, without.Out));
        Assert.Contains("believes nothing without --keys", without.Error);
        Assert.Equal(5, wrong.Code);
        Assert.Contains("refused: ", wrong.Out);
        Assert.Equal(0, right.Code);
        Assert.True(Sealer.Grants(await _desk.GetAsync(request.Id)));
    }

    [Fact]
    public async Task Where_the_decision_log_is_elsewhere_the_record_waits_for_a_host()
    {
        var request = await _desk.ParkAsync();
        _desk.File.Execute("DELETE FROM records");

        Assert.Equal(0, Break(request).Code);

        Assert.Empty(await RecordsAsync());
        Assert.Contains(
            await _desk.Store.Records!.TakeAsync(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1), 10, default),
            pending => pending.Entry.Kind == AuditKind.BreakGlass
        );
    }

    [Fact]
    public async Task What_is_refused_is_recorded_and_answers_5()
    {
        var own = await _desk.ParkAsync(of => of with { Requester = of.Requester with { Id = "Bob" } });
        var closed = await _desk.ParkAsync();
        await _desk.ChangeAsync(closed.Id, new ApprovalCommand.Cancel(new Approver("rita", []), null));

        var answers = new[] { Break(own), Break(closed) };

        Assert.All(answers, answer => Assert.Equal(5, answer.Code));
        Assert.Contains("the requester of", answers[0].Out);
        Assert.Contains("is cancelled and cannot become approved", answers[1].Out);
        Assert.Equal(2, (await RecordsAsync()).Count(record => record.Kind == AuditKind.Refused));
    }

    [Fact]
    public async Task Without_the_file_of_registrations_it_says_that_nobody_was_checked()
    {
        var request = await _desk.ParkAsync();

        Assert.Contains("whose keys these are was not checked: no --approvers\n", Break(request).Out);
    }

    [Fact]
    public async Task With_it_each_key_must_speak_for_its_person_and_tenant()
    {
        var (request, theirs) = (await _desk.ParkAsync(), await _desk.ParkAsync(of => of with { Tenant = "acme" }));
        var stranger = _desk.File.In("stranger.pem");
        Shell.Run("keys", "new", "--approver", "--output", stranger);

        Refused("is unknown", Break(request, "--with-key", stranger, "--approvers", _desk.Registrations));
        Refused("may not speak for `carol`", Break(request, "--with", "carol", "--approvers", _desk.Registrations));
        Refused("speaks for another tenant", Break(theirs, "--approvers", _desk.Registrations));
        Assert.Equal(ApprovalState.Pending, (await _desk.GetAsync(request.Id)).State);
    }

    [Fact]
    public async Task One_key_is_one_person_and_a_shared_secret_is_none()
    {
        var request = await _desk.ParkAsync();

        Refused("both people have the same key", Break(request, "--with-key", _alice));
        Refused("holds a shared secret", Break(request, "--with-key", _desk.File.KeyFile));
        Refused("--comment is empty", Break(request, "--comment", " "));
        Refused("there is no request `apr_none`", Break(request with { Id = "apr_none" }));
        Refused("here nobody can be asked: say --yes", _desk.Run("break-glass", Arguments(request)));
        Assert.Equal(request.Version, (await _desk.GetAsync(request.Id)).Version);
    }

    private Answer Break(ApprovalRequest request, params string[] more) =>
        _desk.Run("break-glass", [.. Arguments(request, more), "--yes"]);

    private string[] Arguments(ApprovalRequest request, params string[] more)
    {
        var options = new Dictionary<string, string>
        {
            ["--as"] = "alice",
            ["--key"] = _alice,
            ["--with"] = "bob",
            ["--with-key"] = _bob,
            ["--comment"] = "the hosts are gone",
        };
        foreach (var pair in more.Chunk(2))
        {
            options[pair[0]] = pair[1];
        }

        return [request.Id, .. options.SelectMany(option => new[] { option.Key, option.Value })];
    }

    private async Task<List<AuditEntry>> RecordsAsync()
    {
        var records = new List<AuditEntry>();
        await foreach (var record in new SqliteAuditLog(_desk.File.Host).ReadAsync(1, default))
        {
            records.Add(record.Entry);
        }

        return records;
    }

    private static void Refused(string message, Answer answer)
    {
        Assert.Equal(2, answer.Code);
        Assert.Contains(message, answer.Error);
    }
}
