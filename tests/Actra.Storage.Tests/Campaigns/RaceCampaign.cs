using System.Diagnostics;
using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;

namespace Actra.Storage.Tests.Campaigns;

/// <summary>
/// Runs each race many times, through handles that know nothing of each other, as two processes have them: one wins, both are told the truth, and the decision
/// log says the same.
/// </summary>
public abstract class RaceCampaign : IDisposable
{
    private static readonly int Rounds = Campaign.Size(100, 1_000);

    private readonly StorePlace _place;

    private protected RaceCampaign(StorePlace place) => _place = place;

    [SpecificationFact]
    public Task Of_approve_and_deny_one_wins() => RunAsync(Races.ApproveAgainstDeny);

    [SpecificationFact]
    public Task Of_approve_and_expire_one_wins() => RunAsync(Races.ApproveAgainstExpire);

    [SpecificationFact]
    public Task Of_release_and_claim_on_one_side_and_revoke_on_the_other_one_wins() =>
        RunAsync(Races.ReleaseAndClaimAgainstRevoke);

    [SpecificationFact]
    public Task Of_claim_and_revoke_one_wins() => RunAsync(Races.ClaimAgainstRevoke);

    [SpecificationFact]
    public Task Of_two_claims_one_wins() => RunAsync(Races.ClaimAgainstClaim);

    [SpecificationFact]
    public Task Of_complete_and_the_loss_of_the_lease_one_wins() => RunAsync(Races.CompleteAgainstLoseLease);

    [SpecificationFact]
    public Task Of_complete_and_the_loss_of_the_lease_of_work_that_runs_again_one_wins() =>
        RunAsync(Races.CompleteAgainstLoseLeaseOfWorkThatRunsAgain);

    [SpecificationFact]
    public Task Of_claim_and_sending_again_one_wins() => RunAsync(Races.ClaimAgainstUnrelease);

    [SpecificationFact]
    public Task Of_two_pumps_one_releases() => RunAsync(Races.ReleaseAgainstRelease);

    [SpecificationFact]
    public Task Of_two_copies_of_the_same_work_one_parks() => RunAsync(Races.ParkAgainstPark);

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task RunAsync(Race race)
    {
        var started = Stopwatch.GetTimestamp();
        var track = new RaceTrack(race, _place);
        var won = new Dictionary<string, Race.Ending>();
        for (var round = 0; round < Rounds; round++)
        {
            var (id, ending) = await track.RunAsync(round);
            won.Add(id, ending);
        }

        await CheckLogAsync(track.Judge.Log, race, won);
        var left = won.Values.Count(ending => ending.LeftWins);
        Campaign.Report(
            $"race       {_place.Kind, -8}  {race.Name, -36} {Rounds, 5} rounds: {left, 4} to {Rounds - left, 4}, 0 with two winners, 0 with none  ({Stopwatch.GetElapsedTime(started).TotalSeconds:0} s)"
        );
    }

    /// <summary>The log holds for each request what its ending says, once and in order, and verifies.</summary>
    private static async Task CheckLogAsync(IAuditLog log, Race race, Dictionary<string, Race.Ending> won)
    {
        var verification = await AuditVerifier.VerifyAsync(log);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        var records = new Dictionary<string, List<string>>();
        await foreach (var record in log.ReadAsync(1, default))
        {
            var of = record.Entry.ApprovalId!;
            records.TryAdd(of, []);
            records[of].Add($"{record.Entry.Kind} {record.Entry.Detail}");
        }

        Assert.Equal(won.Keys.Order(), records.Keys.Order());
        foreach (var (id, state) in won)
        {
            var possible = race.Endings.Where(ending =>
                (ending.LeftWins, ending.State) == (state.LeftWins, state.State)
            );
            var told = possible.Select(ending => race.From.Records.Concat(ending.Records));
            Assert.Contains(records[id], told);
        }
    }
}
