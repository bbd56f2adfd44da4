using Actra.Approvals;
using Actra.Resolution;
using Xunit;

namespace Actra.Testing;

public abstract partial class ApprovalStoreSpecification
{
    /// <summary>What waits is counted for a service and for a requester in any spelling, and no further than the cap.</summary>
    [SpecificationFact]
    public async Task What_waits_is_counted_up_to_the_cap()
    {
        Assert.Equal(ApprovalBacklog.Empty, await Store.BacklogAsync("billing", "rita", 10, None));
        var oldest = Clock.GetUtcNow();
        var first = await Park("m-0");
        for (var i = 1; i < 4; i++)
        {
            Clock.Advance(Minute);
            await ParkAsked($"m-{i}", i % 2 == 0 ? "Rita" : "otto");
        }

        await Park("m-9", "other");
        var counted = await Store.BacklogAsync("billing", "RITA", 10, None);
        Assert.Equal((4, 2, oldest), (counted.Pending, counted.PendingOfRequester, counted.Oldest));
        Assert.Equal(0, (await Store.BacklogAsync("billing", "nobody", 10, None)).PendingOfRequester);
        var capped = await Store.BacklogAsync("billing", "rita", 1, None);
        Assert.Equal((1, 1, oldest), (capped.Pending, capped.PendingOfRequester, capped.Oldest));
        Assert.Equal(1, (await Store.BacklogAsync("other", "rita", 10, None)).Pending);

        await Vote(first);
        var left = await Store.BacklogAsync("billing", "rita", 10, None);
        Assert.Equal((3, 1, oldest + Minute), (left.Pending, left.PendingOfRequester, left.Oldest));
    }

    /// <summary>The size of parked work counts until its request is closed, not only while votes are taken.</summary>
    [SpecificationFact]
    public async Task Parked_work_has_its_size_until_its_request_is_closed()
    {
        var body = new byte[50_000];
        new Random(11).NextBytes(body);
        var requests = new List<ApprovalRequest>();
        foreach (var id in new[] { "m-1", "m-2" })
        {
            var approval = SampleApprovals.Approval(Clock, id);
            var work = SampleApprovals.Envelope() with { Body = body };
            requests.Add((await Store.ParkAsync(approval, work, None)).Request);
        }

        await Store.ParkAsync(SampleApprovals.Approval(Clock, "job", kind: WorkKind.Job), null, None);
        await Vote(requests[0]);
        Assert.InRange(await Bytes("billing"), 100_000, 150_000);
        Assert.Equal(0, await Bytes("other"));
        await Vote(requests[1], approve: false);
        Assert.InRange(await Bytes("billing"), 50_000, 75_000);
        await Do(requests[0], new ApprovalCommand.Revoke(SampleApprovals.Finance(), null));
        Assert.Equal(0, await Bytes("billing"));

        async Task<long> Bytes(string service) => (await Store.BacklogAsync(service, "rita", 10, None)).Bytes;
    }

    /// <summary>Work can be erased when its request has closed and the work was moved; the oldest comes first.</summary>
    [SpecificationFact]
    public async Task Work_can_be_erased_when_it_is_closed_and_was_moved()
    {
        var denied = await Park("denied");
        var executed = await Executed("executed");
        await Park("pending");
        await Park("elsewhere", "other");
        var job = (
            await Store.ParkAsync(SampleApprovals.Approval(Clock, "job", kind: WorkKind.Job), null, None)
        ).Request;
        await Vote(job, approve: false);
        await Store.OutboxDoneAsync(job.Id, None);
        Clock.Advance(Minute);
        await Vote(denied, approve: false);
        var end = Clock.GetUtcNow() + TimeSpan.FromTicks(1);

        Assert.Equal([executed.Id], await Erasable(end));
        await Store.OutboxDoneAsync(denied.Id, None);
        Assert.Equal([executed.Id, denied.Id], await Erasable(end));
        Assert.Equal([executed.Id], await Erasable(Clock.GetUtcNow()));
        Assert.Single(await Store.ErasableAsync("billing", end, 1, None));
        Assert.Empty(await Store.ErasableAsync("other", end, 10, None));
        await Do(executed, new ApprovalCommand.Erase(Fields: false, By: null));
        Assert.Equal([denied.Id], await Erasable(end));

        async Task<string[]> Erasable(DateTimeOffset before) =>
            [.. (await Store.ErasableAsync("billing", before, 10, None)).Select(request => request.Id)];
    }

    /// <summary>Erased work is gone, and the request stays: with the fields and reasons that were shown, unless they are to go, too; then no search finds them.</summary>
    [SpecificationFact]
    public async Task Erased_work_is_gone_and_its_request_stays()
    {
        var request = await Executed("m-1");
        var work = await Do(request, new ApprovalCommand.Erase(Fields: false, By: null));
        Assert.Null(await Store.GetEnvelopeAsync(request.Id, None));
        var kept = await Store.GetAsync(request.Id, None);
        Assert.Equivalent(work.Request, kept, strict: true);
        Assert.Equal(Clock.GetUtcNow(), kept!.ErasedAt);
        Assert.Equal("1500", kept.Asked[0].Fields["amount"]);
        await Lists(new ApprovalQuery { Text = "more than 1000" }, request.Id);

        await Do(request, new ApprovalCommand.Erase(Fields: true, By: "dpo"));
        kept = await Store.GetAsync(request.Id, None);
        Assert.DoesNotContain(kept!.Asked[0].Fields, field => field.Value.Contains("1500", StringComparison.Ordinal));
        Assert.Equal("amount", Assert.Single(kept.Asked[0].Fields).Key);
        Assert.Equal("alice", Assert.Single(kept.Votes).ApproverId);
        await Lists(new ApprovalQuery { Text = "more than 1000" });
        await Lists(new ApprovalQuery { Requester = "rita", States = [ApprovalState.Executed] }, request.Id);
    }

    /// <summary>Work that is still to be moved is not erased, nor that of an open request: nothing is lost.</summary>
    [SpecificationFact]
    public async Task Work_that_is_still_needed_is_not_erased()
    {
        var request = await Park();
        var erase = new ApprovalCommand.Erase(Fields: true, By: "dpo");
        Assert.Equal(ApprovalOutcome.WrongState, (await Store.ChangeAsync(request.Id, erase, None)).Outcome);
        var denied = await Vote(request, approve: false);
        var early = await Store.ChangeAsync(request.Id, erase, None);
        Assert.Equal(ApprovalOutcome.TooEarly, early.Outcome);
        Assert.Equivalent(denied.Request, await Store.GetAsync(request.Id, None), strict: true);
        Assert.NotNull(await Store.GetEnvelopeAsync(request.Id, None));
        Assert.Single(await Store.OutboxAsync("billing", WorkKind.Message, 10, None));

        await Store.OutboxDoneAsync(request.Id, None);
        await Do(request, erase);
        Assert.Null(await Store.GetEnvelopeAsync(request.Id, None));
    }

    private async Task<ApprovalRequest> Executed(string workId)
    {
        var request = await Park(workId);
        await Vote(request);
        await Do(request, new ApprovalCommand.Release());
        await Do(request, new ApprovalCommand.Claim("worker", Minute));
        return (await Do(request, new ApprovalCommand.Complete(1))).Request!;
    }
}
