using Actra.Approvals;
using Xunit;

namespace Actra.Testing;

public abstract partial class ApprovalStoreSpecification
{
    /// <summary>Many copies of one parking record at once make one request.</summary>
    [SpecificationFact]
    public async Task Many_park_the_same_work_and_one_request_is_made()
    {
        var approval = SampleApprovals.Approval(Clock);
        var results = await AtOnce(8, _ => Store.ParkAsync(approval, SampleApprovals.Envelope(), None));
        Assert.Single(results, result => result.Created);
        Assert.All(results, result => Assert.Equal(approval.Id, result.Request.Id));
    }

    /// <summary>Approve, deny and expire race: one wins, and all are told the truth.</summary>
    [SpecificationFact]
    public async Task Approve_deny_and_expire_race_and_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var request = await Park($"race-{round}");
            if (round % 2 == 1)
            {
                Clock.Advance(TimeSpan.FromHours(1));
            }

            var changes = await AtOnce(
                16,
                i =>
                    Store.ChangeAsync(
                        request.Id,
                        (i % 3) switch
                        {
                            0 => Ballot(request, $"alice{i}", approve: true),
                            1 => Ballot(request, $"bob{i}", approve: false),
                            _ => new ApprovalCommand.Expire(),
                        },
                        None
                    )
            );
            var winner = Assert.Single(changes, change => change.Succeeded);
            var final = await Store.GetAsync(request.Id, None);
            Assert.Equal(winner.Request!.State, final!.State);
            Assert.Equal(2, final.Version);
            Assert.All(
                changes.Where(change => change.Outcome == ApprovalOutcome.WrongState),
                change => Assert.Contains(final.State.ToName(), change.Message, StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Many claim the same work: one gets it.</summary>
    [SpecificationFact]
    public async Task Many_claim_and_one_gets_the_lease()
    {
        var request = await Park();
        await Vote(request);
        await Do(request, new ApprovalCommand.Release());
        var claims = await AtOnce(
            8,
            i => Store.ChangeAsync(request.Id, new ApprovalCommand.Claim($"w{i}", Minute), None)
        );
        var won = Assert.Single(claims, claim => claim.Succeeded);
        Assert.All(
            claims.Where(claim => claim != won),
            claim => Assert.Equal(ApprovalOutcome.LeaseHeld, claim.Outcome)
        );
        Assert.Equal(won.Request!.LeaseOwner, (await Store.GetAsync(request.Id, None))!.LeaseOwner);
    }

    /// <summary>Two clicks by one person are one vote.</summary>
    [SpecificationFact]
    public async Task One_person_clicks_many_times_and_has_one_vote()
    {
        var requirement = SampleApprovals.Requirement with { Groups = [new Model.ApprovalGroup(["finance"], 2)] };
        var approval = SampleApprovals.Approval(Clock, requirements: requirement);
        var request = (await Store.ParkAsync(approval, null, None)).Request;
        var votes = await AtOnce(
            8,
            i => Store.ChangeAsync(request.Id, Ballot(request, i % 2 == 0 ? "Alice" : "alice", true), None)
        );
        Assert.Single(votes, vote => vote.Succeeded);
        Assert.Equal(7, votes.Count(vote => vote.Outcome == ApprovalOutcome.AlreadyVoted));
        Assert.Equal(ApprovalState.Pending, (await Store.GetAsync(request.Id, None))!.State);
    }

    private static Task<T[]> AtOnce<T>(int count, Func<int, ValueTask<T>> action) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(async () => await action(i))));
}
