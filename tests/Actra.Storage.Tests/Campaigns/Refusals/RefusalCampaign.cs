using System.Runtime.CompilerServices;
using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;

namespace Actra.Storage.Tests.Campaigns.Refusals;

/// <summary>Votes that must not count, sent as messages to a host: each is refused, recorded, and changes nothing.</summary>
public abstract class RefusalCampaign : IAsyncLifetime
{
    private readonly StorePlace? _place;
    private VotingHost _host = null!;
    private ApprovalRequest _request = null!;
    private string _fact = "";
    private int _refused;

    /// <param name="place">Where the host keeps requests and log; null for its memory.</param>
    private protected RefusalCampaign(StorePlace? place) => _place = place;

    public async Task InitializeAsync()
    {
        _host = await VotingHost.StartAsync(_place);
        _request = await _host.ParkAsync("m-1");
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place?.Dispose();
        Campaign.Report($"refusals   {_place?.Kind ?? "memory", -8}  {_refused} times: {_fact.Replace('_', ' ')}");
    }

    [SpecificationFact]
    public async Task A_forged_vote_is_refused_and_recorded()
    {
        var genuine = _host.Sign(_request, "alice", act: VoteAct.Deny);
        await RefusedAsync(genuine with { Act = VoteAct.Approve }, "the signature by `votes` does not hold");
        await RefusedAsync(genuine with { ApproverId = "bob" }, "the signature by `votes` does not hold");
        await RefusedAsync(genuine with { Signature = "" }, "the signature by `votes` does not hold");
        var guessed = VoteSigner.FromSecret("votes", new byte[32]);
        await RefusedAsync(_host.Sign(_request, "alice", guessed), "the signature by `votes` does not hold");
        var unknown = VoteSigner.FromSecret("eve", new byte[32]);
        await RefusedAsync(_host.Sign(_request, "alice", unknown), "the vote key `eve` is unknown");
    }

    [SpecificationFact]
    public async Task A_vote_with_a_key_for_somebody_else_is_refused_and_recorded()
    {
        await RefusedAsync(_host.Sign(_request, "boss"), "the vote key `votes` may not speak for `boss`");
        await RefusedAsync(
            _host.Sign(_request, "bob", VotingHost.WideSigner),
            "the vote key `wide` may not speak for `bob`"
        );
        await RefusedAsync(_host.Sign(_request, " bob"), "the vote key `votes` may not speak for ` bob`");
    }

    [SpecificationFact]
    public async Task A_vote_by_the_requester_is_refused_and_recorded_under_every_spelling()
    {
        await RefusedAsync(_host.Sign(_request, "rita"), ApprovalOutcome.OwnRequest);
        await RefusedAsync(_host.Sign(_request, "RiTa"), ApprovalOutcome.OwnRequest);
        await RefusedAsync(_host.Sign(_request, "\uFF52ita", VotingHost.WideSigner), ApprovalOutcome.OwnRequest);
        await RefusedAsync(_host.Sign(_request, "rita", act: VoteAct.Deny), ApprovalOutcome.OwnRequest);
    }

    [SpecificationFact]
    public async Task A_vote_without_a_role_is_refused_and_recorded() =>
        await RefusedAsync(_host.Sign(_request, "sam"), ApprovalOutcome.MissingRole);

    [SpecificationFact]
    public async Task A_vote_with_what_was_shown_of_another_request_is_refused_and_recorded()
    {
        var other = await _host.ParkAsync("m-2");
        await RefusedAsync(_host.Sign(_request, "alice", shown: other.ShownDigest), ApprovalOutcome.ShownChanged);
    }

    [SpecificationFact]
    public async Task A_vote_after_its_time_is_refused_and_recorded_though_no_timer_has_run()
    {
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await RefusedAsync(_host.Sign(_request, "alice"), ApprovalOutcome.TooLate);
        await RefusedAsync(_host.Sign(_request, "alice", act: VoteAct.Deny), ApprovalOutcome.TooLate);
    }

    [SpecificationFact]
    public async Task A_vote_that_is_sent_again_is_refused_and_recorded()
    {
        var vote = _host.Sign(_request, "alice");
        await CountedAsync(vote);
        await RefusedAsync(vote, ApprovalOutcome.AlreadyVoted);
    }

    [SpecificationFact]
    public async Task A_second_vote_of_one_person_is_refused_and_recorded_under_every_spelling()
    {
        // Where .NET cannot normalise Unicode, who is not ASCII may also be the requester: here that is no reason.
        _request = await _host.ParkAsync("m-2", allowSelf: true);
        await CountedAsync(_host.Sign(_request, "alice"));
        await RefusedAsync(_host.Sign(_request, "ALICE"), ApprovalOutcome.AlreadyVoted);
        await RefusedAsync(_host.Sign(_request, "\uFF41lice", VotingHost.WideSigner), ApprovalOutcome.AlreadyVoted);
        await RefusedAsync(_host.Sign(_request, "Alice", act: VoteAct.Deny), ApprovalOutcome.AlreadyVoted);
    }

    private async Task CountedAsync(SignedVote vote)
    {
        var (answer, records) = await _host.VoteAsync(vote);
        Assert.True(answer.Counted, answer.Message);
        var record = Assert.Single(records);
        Assert.Equal((AuditKind.Vote, "approve counted; roles: finance"), (record.Kind, record.Detail));
        _request = (await _host.Store.GetAsync(_request.Id, default))!;
        Assert.Equal(vote.ApproverId, Assert.Single(_request.Votes).ApproverId);
    }

    /// <summary>Refused by the state machine.</summary>
    private async Task RefusedAsync(SignedVote vote, ApprovalOutcome why, [CallerMemberName] string fact = "")
    {
        var record = await RefuseAsync(vote, fact);
        Assert.Equal(AuditKind.Vote, record.Kind);
        Assert.StartsWith($"{vote.Act.ToName()} refused: {why};", record.Detail, StringComparison.Ordinal);
    }

    /// <summary>Refused before it comes to the request.</summary>
    private async Task RefusedAsync(SignedVote vote, string why, [CallerMemberName] string fact = "")
    {
        var record = await RefuseAsync(vote, fact);
        Assert.Equal((AuditKind.Refused, why), (record.Kind, record.Reason));
    }

    private async Task<AuditEntry> RefuseAsync(SignedVote vote, string fact)
    {
        var (answer, records) = await _host.VoteAsync(vote);
        Assert.False(answer.Counted, answer.Message);
        var record = Assert.Single(records);
        Assert.Equal((vote.ApprovalId, vote.ApproverId), (record.ApprovalId, record.Actor));
        Assert.Equivalent(_request, await _host.Store.GetAsync(_request.Id, default), strict: true);
        var verification = await AuditVerifier.VerifyAsync(_host.Log);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        (_fact, _refused) = (fact, _refused + 1);
        return record;
    }
}
