using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting.Tests;

public class VoteInboxTests
{
    private static readonly byte[] Secret = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly VoteSigner Signer = VoteSigner.FromSecret("fin-1", Secret);

    private static readonly VoteKey Key = new(
        "fin-1",
        Secret,
        new Dictionary<string, IReadOnlyList<string>> { ["fin"] = ["finance"], ["ada"] = ["finance"] }
    );

    [Fact]
    public async Task A_signed_vote_is_cast_and_its_work_released()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();

        var answer = await VoteAsync(host, Vote(host, request));
        await host.PassAsync(TimeSpan.Zero);

        Assert.True(answer.Counted, answer.Message);
        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);
        Assert.True(host.Logs.Has(5110));
    }

    [Fact]
    public async Task A_signed_denial_moves_the_work_away()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();

        var answer = await VoteAsync(host, Vote(host, request, act: VoteAct.Deny));
        await host.PassAsync(TimeSpan.Zero);

        Assert.True(answer.Counted, answer.Message);
        Assert.Equal([$"reject {request.Id}"], host.Mover.Calls);
    }

    [Fact]
    public async Task Forged_votes_are_refused_and_recorded()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();
        var genuine = Vote(host, request, act: VoteAct.Deny);
        var guessed = VoteSigner.FromSecret("fin-1", new byte[32]);
        var forged = new (SignedVote Vote, string Refusal)[]
        {
            (genuine with { Act = VoteAct.Approve, Nonce = "1" }, "the signature by `fin-1` does not hold"),
            (genuine with { Signature = "", Nonce = "2" }, "the signature by `fin-1` does not hold"),
            (Vote(host, request, key: guessed), "the signature by `fin-1` does not hold"),
            (Vote(host, request, key: VoteSigner.FromSecret("eve-1", Secret)), "the vote key `eve-1` is unknown"),
            (Vote(host, request, by: "boss"), "the vote key `fin-1` may not speak for `boss`"),
        };

        foreach (var (vote, refusal) in forged)
        {
            await RefusedAsync(host, vote, refusal);
        }

        Assert.Equal(forged.Length, host.Records.Count(record => record.Kind == AuditKind.Refused));
        Assert.Equal(ApprovalState.Pending, await host.StateAsync(request.Id));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ADA")]
    [InlineData("\uFF21da")]
    public async Task The_requester_is_refused_under_every_spelling(string spelling)
    {
        var key = Key with { Approvers = new Dictionary<string, IReadOnlyList<string>> { [spelling] = ["finance"] } };
        await using var host = await HostAsync(key);
        var request = await host.ParkAsync();

        var answer = await VoteAsync(host, Vote(host, request, by: spelling));

        Assert.False(answer.Counted);
        Assert.Contains($"the requester of `{request.Id}`", answer.Message);
        Assert.Contains(
            host.Records,
            r => r.Kind == AuditKind.Vote && r.Detail!.StartsWith("approve refused: OwnRequest")
        );
        Assert.Equal(ApprovalState.Pending, await host.StateAsync(request.Id));
    }

    [Fact]
    public async Task A_vote_after_the_requests_time_is_refused_and_recorded()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();
        await host.PassAsync(TimeSpan.FromHours(2));

        var answer = await VoteAsync(host, Vote(host, request));

        Assert.False(answer.Counted);
        Assert.Contains("expired", answer.Message);
        Assert.Contains(
            host.Records,
            r => r.Kind == AuditKind.Vote && r.Detail!.StartsWith("approve refused: WrongState")
        );
        Assert.Equal(ApprovalState.Expired, await host.StateAsync(request.Id));
    }

    [Fact]
    public async Task A_vote_that_lay_too_long_is_refused_and_recorded()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();
        var vote = Vote(host, request);
        await host.PassAsync(TimeSpan.FromMinutes(16));

        await RefusedAsync(host, vote, "the vote is too old");
    }

    [Fact]
    public async Task A_replayed_vote_is_refused_and_recorded()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync(requirement =>
            requirement with
            {
                Groups = [new Model.ApprovalGroup(["finance"], 2)],
            }
        );
        var vote = Vote(host, request);
        Assert.True((await VoteAsync(host, vote)).Counted);

        await RefusedAsync(host, vote, "a vote with this nonce was handed in before");

        Assert.Single((await host.Store.GetAsync(request.Id, default))!.Votes);
    }

    [Fact]
    public async Task Changed_contents_refuse_the_vote()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();

        var answer = await VoteAsync(host, Vote(host, request, shown: "what the voter did not see"));

        Assert.False(answer.Counted);
        Assert.Contains("what the voter was shown is not what", answer.Message);
    }

    [Fact]
    public async Task A_request_of_another_service_is_not_for_this_hosts_keys()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync("invoices");

        await RefusedAsync(host, Vote(host, request), $"`{request.Id}` is a request of another service");

        Assert.Equal(ApprovalState.Pending, await host.StateAsync(request.Id));
    }

    [Fact]
    public async Task A_host_without_vote_keys_leaves_votes_to_those_that_have_some()
    {
        await using var host = await new TestHost().StartAsync();
        var request = await host.ParkAsync();
        await host.Store.Votes!.PostAsync("payments", Vote(host, request), host.Clock.GetUtcNow(), default);

        await host.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Null((await host.Store.Votes.ListAsync(request.Id, default)).Single().Answer);
    }

    [Fact]
    public async Task A_vote_that_was_cast_and_not_answered_is_answered_later_and_counts_once()
    {
        await using var host = await HostAsync();
        var request = await host.ParkAsync();
        var vote = Vote(host, request);
        var inbox = host.Store.Votes!;
        var id = await inbox.PostAsync("payments", vote, host.Clock.GetUtcNow(), default);
        Assert.Single(await inbox.TakeAsync("payments", host.Clock.GetUtcNow(), TimeSpan.FromSeconds(30), 1, default));
        await host.Get<ApprovalService>().ApproveAsync(request.Id, TestHost.Finance, request.ShownDigest, "yes");

        await host.PassAsync(TimeSpan.FromSeconds(31));

        var answer = (await inbox.ListAsync(request.Id, default)).Single(item => item.Id == id).Answer!;
        Assert.True(answer.Counted, answer.Message);
        Assert.Single((await host.Store.GetAsync(request.Id, default))!.Votes);
    }

    [Fact]
    public async Task Two_hosts_on_one_inbox_cast_each_vote_once()
    {
        await using var one = await HostAsync();
        await using var two = new TestHost();
        two.Actra.AddVoteKey(Key);
        two.Services.Replace(ServiceDescriptor.Singleton(one.Store));
        await two.StartAsync();
        var requests = new List<ApprovalRequest>();
        for (var i = 0; i < 50; i++)
        {
            requests.Add(await one.ParkAsync());
            await one.Store.Votes!.PostAsync("payments", Vote(one, requests[i]), one.Clock.GetUtcNow(), default);
        }

        await Task.WhenAll(one.PassAsync(TimeSpan.FromSeconds(1)), two.PassAsync(TimeSpan.FromSeconds(1)));

        foreach (var request in requests)
        {
            var vote = (await one.Store.Votes!.ListAsync(request.Id, default)).Single();
            Assert.True(vote.Answer?.Counted, vote.Answer?.Message);
        }
    }

    private static async Task<TestHost> HostAsync(VoteKey? key = null)
    {
        var host = new TestHost();
        host.Actra.AddVoteKey(key ?? Key);
        return await host.StartAsync();
    }

    private static SignedVote Vote(
        TestHost host,
        ApprovalRequest request,
        VoteAct act = VoteAct.Approve,
        string by = "fin",
        VoteSigner? key = null,
        string? shown = null
    ) =>
        SignedVote.Create(
            key ?? Signer,
            request.Id,
            by,
            act,
            shown ?? request.ShownDigest,
            "yes",
            host.Clock.GetUtcNow()
        );

    private static async Task<VoteAnswer> VoteAsync(TestHost host, SignedVote vote)
    {
        var inbox = host.Store.Votes!;
        var id = await inbox.PostAsync("payments", vote, host.Clock.GetUtcNow(), default);
        await host.PassAsync(TimeSpan.FromSeconds(1));
        return (await inbox.ListAsync(vote.ApprovalId, default)).Single(item => item.Id == id).Answer!;
    }

    private static async Task RefusedAsync(TestHost host, SignedVote vote, string refusal)
    {
        var answer = await VoteAsync(host, vote);
        Assert.Equal((false, refusal), (answer.Counted, answer.Message));
        Assert.Contains(
            host.Records,
            record =>
                record.Kind == AuditKind.Refused
                && record.Reason == refusal
                && record.ApprovalId == vote.ApprovalId
                && record.Actor == vote.ApproverId
        );
    }
}
