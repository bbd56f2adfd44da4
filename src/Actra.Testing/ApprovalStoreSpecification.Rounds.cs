using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;
using Xunit;

namespace Actra.Testing;

public abstract partial class ApprovalStoreSpecification
{
    /// <summary>Tenant, every part of a requirement, votes, an emergency and the seal over it come back as they were, to the tick.</summary>
    [SpecificationFact]
    public async Task An_approval_comes_back_so_that_its_seal_holds()
    {
        var sealer = new GrantSealer(new ActraKeyRing(new KeyValuePair<string, byte[]>("2026-01", new byte[32])));
        Clock.Advance(TimeSpan.FromTicks(1_234_567));
        var requirement = SampleApprovals.Requirement with
        {
            Groups = [new ApprovalGroup(["finance", "ops"], 2), new ApprovalGroup(["legal"], 1)],
            DenyThreshold = 2,
            BreakGlass = ["on-call"],
            EscalateAfter = TimeSpan.FromMinutes(10),
            EscalateTo = ["director"],
            CommentRequired = true,
            OnLostLease = LostLease.Rerun,
        };
        var approval = SampleApprovals.Approval(Clock, requirements: requirement) with { Tenant = "acme\0é" };
        var request = (await Store.ParkAsync(sealer.Seal(approval), SampleApprovals.Envelope(), None)).Request;
        Assert.True(sealer.Holds((await Store.GetAsync(request.Id, None))!));
        var voted = await Do(request, Ballot(request, "alice", approve: true) with { Sealer = sealer });
        Assert.Equivalent(voted.Request, await Store.GetAsync(request.Id, None), strict: true);

        Clock.Advance(TimeSpan.FromTicks(7_654_321));
        var emergency = new ApprovalCommand.Vote(Of("omar", "on-call", "ops"), true, request.ShownDigest, "fire \0é")
        {
            Emergency = true,
            Sealer = sealer,
        };
        var approved = await Do(request, emergency);
        var kept = await Store.GetAsync(request.Id, None);
        Assert.Equivalent(approved.Request, kept, strict: true);
        Assert.Equal(ApprovalState.Approved, kept!.State);
        Assert.Equal("acme\0é", kept.Tenant);
        Assert.Equal([false, true], kept.Votes.Select(vote => vote.BreakGlass));
        Assert.Equal(Clock.GetUtcNow(), kept.ApprovedAt);
        Assert.True(sealer.Grants(kept));
        Assert.True(sealer.Grants((await Store.ReleasableAsync("billing", WorkKind.Message, 10, None))[0]));
        Assert.Equal(ApprovalOutcome.NotFound, (await Store.ChangeAsync(request.Id, Strange(), None)).Outcome);

        Approver Of(string id, params string[] roles) => new(id, roles) { Tenant = "acme\0é" };
        ApprovalCommand.Revoke Strange() => new(SampleApprovals.Finance() with { Tenant = "other" }, null);
    }

    /// <summary>A request is due for each of its escalations, and after them for the end of votes.</summary>
    [SpecificationFact]
    public async Task Escalations_are_due_in_their_time()
    {
        var early = SampleApprovals.Requirement with { EscalateAfter = 10 * Minute, EscalateTo = ["director"] };
        var late = early with { EscalateAfter = 20 * Minute, EscalateTo = ["board"] };
        var approval = SampleApprovals.Approval(Clock, requirements: [late, early]);
        var request = (await Store.ParkAsync(approval, SampleApprovals.Envelope(), None)).Request;
        var never = DateTimeOffset.MinValue;

        Clock.Advance(10 * Minute - TimeSpan.FromTicks(1));
        Assert.Empty(await Due(never));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([request.Id], await Due(never));
        var first = await Do(request, new ApprovalCommand.Escalate());
        Assert.Equal(Clock.GetUtcNow(), (await Store.GetAsync(request.Id, None))!.EscalatedAt);
        Assert.Equal(ApprovalState.Pending, first.Request!.State);
        Assert.Empty(await Due(never));
        Clock.Advance(10 * Minute);
        Assert.Equal([request.Id], await Due(never));
        await Do(request, new ApprovalCommand.Escalate());
        Assert.Empty(await Due(never));
        Clock.Advance(40 * Minute);
        Assert.Equal([request.Id], await Due(never));
        Assert.Equal(
            ApprovalOutcome.TooLate,
            (await Store.ChangeAsync(request.Id, new ApprovalCommand.Escalate(), None)).Outcome
        );
        await Do(request, new ApprovalCommand.Expire());
    }

    /// <summary>Work that its pipeline delivers again later is not due before that and the release time-out.</summary>
    [SpecificationFact]
    public async Task Work_put_back_for_later_is_not_due_before()
    {
        var timeout = 5 * Minute;
        var request = await Park();
        await Vote(request);
        await Do(request, new ApprovalCommand.Release());
        await Do(request, new ApprovalCommand.Claim("worker", Minute));
        var later = Clock.GetUtcNow() + 30 * Minute;
        await Do(request, new ApprovalCommand.PutBack(1) { NotBefore = later });
        Assert.Equal(later, (await Store.GetAsync(request.Id, None))!.ReleasedAt);

        Clock.Advance(30 * Minute);
        Assert.Empty(await Due(Clock.GetUtcNow() - timeout));
        Clock.Advance(timeout);
        Assert.Empty(await Due(Clock.GetUtcNow() - timeout));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([request.Id], await Due(Clock.GetUtcNow() - timeout));
    }

    /// <summary>A large message comes back byte for byte.</summary>
    [SpecificationFact]
    public async Task Sixty_four_mebibytes_come_back_as_they_were()
    {
        var body = new byte[64 << 20];
        new Random(13).NextBytes(body.AsSpan(0, 32 << 20));
        var approval = SampleApprovals.Approval(Clock);
        await Store.ParkAsync(approval, SampleApprovals.Envelope() with { Body = body }, None);
        var kept = await Store.GetEnvelopeAsync(approval.Id, None);
        Assert.True(kept!.Body.Span.SequenceEqual(body));
    }
}
