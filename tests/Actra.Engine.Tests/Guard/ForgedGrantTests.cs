using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Microsoft.Extensions.Logging;

namespace Actra.Engine.Tests.Guard;

/// <summary>Approvals that somebody wrote into the store.</summary>
public sealed class ForgedGrantTests
{
    private readonly GuardWorld _world = new(
        keys: new ActraKeyRing(new KeyValuePair<string, byte[]>("k1", new byte[32]))
    );

    [Fact]
    public async Task What_people_have_approved_runs()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);

        var admission = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));

        Assert.Equal(AdmissionKind.Run, admission.Kind);
        await admission.Lease!.CompleteAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_state_that_was_written_into_the_store_runs_nothing_and_is_told_loudly(bool withVotes)
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        var now = _world.Clock.GetUtcNow();
        await _world.Rows.EditAsync(
            request.Id,
            r =>
                r with
                {
                    State = ApprovalState.Released,
                    ReleasedAt = now,
                    ApprovedAt = withVotes ? now : null,
                    ValidUntil = withVotes ? now.AddHours(1) : null,
                    Votes = withVotes ? [new ApprovalVote("frank", ["finance"], true, null, now)] : [],
                }
        );

        var admission = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.GrantForged), (admission.Kind, admission.Code));
        Assert.Null(admission.Lease);
        Assert.Equal((request.Id, 1), (admission.ApprovalId, admission.ClosedGeneration));
        Assert.Equal(ApprovalState.Blocked, await _world.StateAsync(request.Id));
        Assert.Contains(
            await _world.RecordsAsync(),
            record =>
                record is { Kind: AuditKind.Refused, Detail: AdmissionCodes.GrantForged }
                && record.ApprovalId == request.Id
        );
        Assert.Contains(_world.Said.Lines, line => line.Level == LogLevel.Critical && line.Text.Contains(request.Id));
        var again = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));
        Assert.Equal(AdmissionKind.Fault, again.Kind);
    }

    [Fact]
    public async Task A_grant_that_was_prolonged_in_the_store_is_forged()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        await _world.Rows.EditAsync(request.Id, r => r with { ValidUntil = r.ValidUntil!.Value.AddDays(30) });

        Assert.Equal(AdmissionCodes.GrantForged, (await _world.AdmitAsync(GuardWorld.Refund(5000))).Code);
    }

    [Fact]
    public async Task A_requirement_that_was_softened_in_the_store_lets_nobody_vote_it_through()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.Rows.EditAsync(
            request.Id,
            r =>
                r with
                {
                    Asked =
                    [
                        r.Asked[0] with
                        {
                            Requirement = r.Asked[0].Requirement with { Groups = [new ApprovalGroup(["intern"], 1)] },
                        },
                    ],
                }
        );

        var vote = await _world.Approvals.ApproveAsync(
            request.Id,
            new Approver("ivy", ["intern"]),
            request.ShownDigest
        );

        Assert.Equal(VoteOutcome.SealBroken, vote.Outcome);
        Assert.Equal(ApprovalState.Pending, await _world.StateAsync(request.Id));
    }

    [Fact]
    public async Task A_requester_that_was_written_into_the_store_is_not_believed()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        _world.World = (r, snapshot) => snapshot.Set("limit", r.Actor.Id == "boss" ? 9000 : 1000);
        await _world.Rows.EditAsync(
            request.Id,
            r => r with { Requester = r.Requester with { Id = "boss" }, State = ApprovalState.Released }
        );

        // Judged as the boss it would be allowed; but nothing runs under a request that bears no seal.
        var admission = await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id));

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.GrantForged), (admission.Kind, admission.Code));
    }
}
