using Actra.Approvals;
using Actra.Audit;

namespace Actra.Hosting.Tests;

public class SignedActTests
{
    private static readonly VoteSigner Fin = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());
    private static readonly VoteSigner Ada = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());
    private static readonly VoteSigner Boss = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());
    private static readonly VoteSigner Acme = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());

    [Fact]
    public async Task A_signed_revocation_takes_the_approval_back()
    {
        await using var host = await HostAsync();
        var request = await host.ApprovedAsync();

        var answer = await AskAsync(host, request, VoteAct.Revoke);
        await host.PassAsync(TimeSpan.Zero);

        Assert.Equal((true, $"`{request.Id}` is revoked"), (answer.Counted, answer.Message));
        Assert.Contains($"reject {request.Id}", host.Mover.Calls);
    }

    [Fact]
    public async Task Only_the_requester_cancels()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();

        var other = await AskAsync(host, request, VoteAct.Cancel);
        var own = await AskAsync(host, request, VoteAct.Cancel, "Ada", Ada);

        Assert.Equal((false, $"only the requester may cancel `{request.Id}`"), (other.Counted, other.Message));
        Assert.Equal((true, $"`{request.Id}` is cancelled"), (own.Counted, own.Message));
        Assert.Single(host.Records, Refused(request, "fin"));
    }

    [Fact]
    public async Task A_signed_replay_sends_failed_work_again()
    {
        await using var host = await HostAsync();
        var request = await FailedAsync(host);

        var answer = await AskAsync(host, request, VoteAct.Replay);
        await host.PassAsync(TimeSpan.Zero);

        Assert.True(answer.Counted, answer.Message);
        Assert.Equal(2, host.Mover.Calls.Count(call => call == $"release {request.Id}"));
    }

    [Fact]
    public async Task One_signature_replays_once_though_the_work_fails_again()
    {
        await using var host = await HostAsync();
        var request = await FailedAsync(host);
        var vote = Signed(host, request, VoteAct.Replay);
        await AnswerAsync(host, vote);
        await FailAsync(host, request.Id);
        var acts = new SignedActs(host.Get<IApprovals>(), "payments");

        var again = await acts.PerformAsync(vote, TestHost.Finance, default);
        var inbox = await AnswerAsync(host, vote);

        Assert.Equal(
            new SignedActResult(false, $"it was signed before `{request.Id}` became failed", Recorded: false),
            again
        );
        Assert.Equal((false, "a vote with this nonce was handed in before"), (inbox.Counted, inbox.Message));
        Assert.Equal(ApprovalState.Failed, await host.StateAsync(request.Id));
    }

    [Fact]
    public async Task In_an_emergency_the_role_that_the_rule_names_approves_alone_with_a_comment()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync(requirement =>
            requirement with
            {
                Groups = [new Model.ApprovalGroup(["finance"], 2)],
                BreakGlass = ["director"],
            }
        );

        var another = await AskAsync(host, request, VoteAct.BreakGlass);
        var silent = await AskAsync(host, request, VoteAct.BreakGlass, "boss", Boss, comment: null);
        var boss = await AskAsync(host, request, VoteAct.BreakGlass, "boss", Boss, comment: "the site is down");

        Assert.Equal((false, $"`fin` holds no role that may approve `{request.Id}` alone"), Of(another));
        Assert.Equal((false, $"a vote on `{request.Id}` needs a comment"), Of(silent));
        Assert.Equal((true, $"`{request.Id}` is approved"), Of(boss));
        var record = Assert.Single(host.Records, record => record.Kind == AuditKind.BreakGlass);
        Assert.Equal(("boss", "the site is down"), (record.Actor, record.Reason));
        Assert.Equal(2, host.Records.Count(record => record.Kind == AuditKind.Vote));
    }

    [Theory]
    [InlineData(VoteAct.Approve)]
    [InlineData(VoteAct.Deny)]
    [InlineData(VoteAct.Revoke)]
    [InlineData(VoteAct.Cancel)]
    [InlineData(VoteAct.Replay)]
    [InlineData(VoteAct.BreakGlass)]
    public async Task An_act_changed_after_signing_is_refused_and_recorded(VoteAct act)
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();
        var vote = Signed(host, request, act == VoteAct.Deny ? VoteAct.Approve : VoteAct.Deny);

        var answer = await AnswerAsync(host, vote with { Act = act });

        Assert.Equal((false, $"the signature by `{Fin.KeyId}` does not hold"), Of(answer));
        var record = Assert.Single(host.Records, Refused(request, "fin"));
        Assert.StartsWith(act.ToName(), record.Detail, StringComparison.Ordinal);
        Assert.Equal(ApprovalState.Pending, await host.StateAsync(request.Id));
    }

    [Theory]
    [InlineData(VoteAct.Revoke)]
    [InlineData(VoteAct.Cancel)]
    [InlineData(VoteAct.Replay)]
    public async Task What_was_shown_counts_for_every_act(VoteAct act)
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();

        var answer = await AnswerAsync(
            host,
            SignedVote.Create(Fin, request.Id, "fin", act, "something else", "yes", host.Clock.GetUtcNow())
        );

        Assert.Equal((false, $"what was shown is not what `{request.Id}` says"), Of(answer));
        Assert.Single(host.Records, Refused(request, "fin"));
    }

    [Fact]
    public async Task Nobody_acts_with_the_key_of_somebody_else()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();

        var answer = await AskAsync(host, request, VoteAct.Cancel, "ada", Fin);

        Assert.Equal((false, $"the vote key `{Fin.KeyId}` may not speak for `ada`"), Of(answer));
        Assert.Single(host.Records, Refused(request, "ada"));
    }

    [Theory]
    [InlineData(VoteAct.None)]
    [InlineData((VoteAct)99)]
    public async Task What_names_no_act_as_older_votes_do_not_cannot_be_read(VoteAct act)
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();

        var answer = await AnswerAsync(host, Signed(host, request, VoteAct.Approve) with { Act = act });

        Assert.Equal((false, "it cannot be read as a vote"), Of(answer));
        Assert.Single(host.Records, Refused(request, "fin"));
        Assert.Equal(ApprovalState.Pending, await host.StateAsync(request.Id));
    }

    [Theory]
    [InlineData(VoteAct.Approve)]
    [InlineData(VoteAct.Revoke)]
    [InlineData(VoteAct.Cancel)]
    [InlineData(VoteAct.Replay)]
    public async Task For_the_key_of_one_tenant_requests_of_another_do_not_exist(VoteAct act)
    {
        await using var host = await HostAsync();
        var theirs = await host.ParkAsync(tenant: "globex");
        var own = await host.ParkAsync(tenant: "acme");

        var guessed = theirs with { Requester = theirs.Requester with { Type = "agent" } };
        var refused = await AskAsync(host, guessed, act, "ann", Acme);
        var absent = await AskAsync(host, theirs with { Id = "apr_none" }, act, "ann", Acme);
        var counted = await AskAsync(host, own, VoteAct.Approve, "ann", Acme);

        Assert.Equal((false, $"there is no request `{theirs.Id}`"), Of(refused));
        Assert.Equal((false, "there is no request `apr_none`"), Of(absent));
        Assert.True(counted.Counted, counted.Message);
        Assert.Single(host.Records, Refused(theirs, "ann"));
        Assert.Equal(ApprovalState.Pending, await host.StateAsync(theirs.Id));
    }

    [Theory]
    [InlineData(VoteAct.Deny)]
    [InlineData(VoteAct.Revoke)]
    [InlineData(VoteAct.BreakGlass)]
    public async Task What_a_host_did_before_it_died_is_answered_by_the_next(VoteAct act)
    {
        await using var host = await HostAsync();
        var request =
            act == VoteAct.Revoke
                ? await host.ApprovedAsync()
                : await host.ParkAsync(requirement => requirement with { BreakGlass = ["finance"] });
        var inbox = host.Store.Votes!;
        var id = await inbox.PostAsync("payments", Signed(host, request, act), host.Clock.GetUtcNow(), default);
        await inbox.TakeAsync("payments", host.Clock.GetUtcNow(), TimeSpan.FromSeconds(30), 1, default);
        var approvals = host.Get<ApprovalService>();
        _ = act switch
        {
            VoteAct.Deny => (object)await approvals.DenyAsync(request.Id, TestHost.Finance, request.ShownDigest, "yes"),
            VoteAct.Revoke => await approvals.RevokeAsync(request.Id, TestHost.Finance, "yes"),
            _ => await approvals.BreakGlassAsync(request.Id, TestHost.Finance, request.ShownDigest, "yes"),
        };

        await host.PassAsync(TimeSpan.FromSeconds(31));

        var answer = (await inbox.ListAsync(request.Id, default)).Single(item => item.Id == id).Answer!;
        Assert.Equal((true, $"what was asked of `{request.Id}` was done"), Of(answer));
    }

    private static async Task<TestHost> HostAsync()
    {
        var host = new TestHost();
        host.Actra.AddVoteKey(Key(Fin, "fin", "finance"))
            .AddVoteKey(Key(Ada, "ada"))
            .AddVoteKey(Key(Boss, "boss", "director"))
            .AddVoteKey(Key(Acme, "ann", "finance") with { Tenant = "acme" });
        return await host.StartAsync();
    }

    private static VoteKey Key(VoteSigner signer, string identity, params string[] roles) =>
        VoteKey.FromPublicKey(signer.PublicHalf!, new Dictionary<string, IReadOnlyList<string>> { [identity] = roles });

    private static async Task<ApprovalRequest> FailedAsync(TestHost host)
    {
        var request = await host.ApprovedAsync();
        await host.PassAsync(TimeSpan.FromSeconds(1));
        return await FailAsync(host, request.Id);
    }

    private static async Task<ApprovalRequest> FailAsync(TestHost host, string id)
    {
        await host.PassAsync(TimeSpan.FromSeconds(1));
        var claim = await host.Store.ChangeAsync(
            id,
            new ApprovalCommand.Claim("worker", TimeSpan.FromMinutes(1)),
            default
        );
        var failed = await host.Store.ChangeAsync(
            id,
            new ApprovalCommand.Fail(claim.Request!.FencingToken, "no"),
            default
        );
        Assert.Equal(ApprovalState.Failed, failed.Request!.State);
        return failed.Request;
    }

    private static SignedVote Signed(
        TestHost host,
        ApprovalRequest request,
        VoteAct act,
        string by = "fin",
        VoteSigner? key = null,
        string? comment = "yes"
    ) => SignedVote.Create(key ?? Fin, request.Id, by, act, request.ShownDigest, comment, host.Clock.GetUtcNow());

    private static Task<VoteAnswer> AskAsync(
        TestHost host,
        ApprovalRequest request,
        VoteAct act,
        string by = "fin",
        VoteSigner? key = null,
        string? comment = "yes"
    ) => AnswerAsync(host, Signed(host, request, act, by, key, comment));

    private static async Task<VoteAnswer> AnswerAsync(TestHost host, SignedVote vote)
    {
        var inbox = host.Store.Votes!;
        var id = await inbox.PostAsync("payments", vote, host.Clock.GetUtcNow(), default);
        await host.PassAsync(TimeSpan.FromSeconds(1));
        return (await inbox.ListAsync(vote.ApprovalId, default)).Single(item => item.Id == id).Answer!;
    }

    private static (bool Counted, string Message) Of(VoteAnswer answer) => (answer.Counted, answer.Message);

    private static Predicate<AuditEntry> Refused(ApprovalRequest request, string by) =>
        record => record.Kind == AuditKind.Refused && record.ApprovalId == request.Id && record.Actor == by;
}
