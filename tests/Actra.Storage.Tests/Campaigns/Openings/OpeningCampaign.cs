using System.Diagnostics;
using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;

namespace Actra.Storage.Tests.Campaigns.Openings;

/// <summary>Ten processes open one store at the same moment.</summary>
public abstract class OpeningCampaign : IDisposable
{
    private const int Nodes = 10;

    private protected OpeningCampaign(StorePlace place) => Place = place;

    private protected StorePlace Place { get; }

    [SpecificationFact]
    public async Task Ten_processes_make_one_store_together()
    {
        var started = Stopwatch.GetTimestamp();
        var id = await OpenAllAsync();
        await CheckAsync(id, expected: Nodes);
        Campaign.Report(
            $"openings   {Place.Kind, -8}  {Nodes} processes, an empty place: one store  ({Stopwatch.GetElapsedTime(started).TotalSeconds:0} s)"
        );
    }

    public void Dispose()
    {
        Place.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>All of them come up, with one id.</summary>
    private protected async Task<string> OpenAllAsync() =>
        Assert.Single((await OpeningProcess.RunManyAsync(Place, Nodes)).Distinct());

    /// <summary>The store has that id, and all that was parked in it.</summary>
    private protected async Task CheckAsync(string id, int expected)
    {
        var handle = Place.Open(new ManualTimeProvider());
        Assert.Equal(id, handle.StoreId);
        Assert.Equal(expected, (await handle.Store.ListAsync(new ApprovalQuery(), default)).Count);
        var verification = await AuditVerifier.VerifyAsync(handle.Log);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal(expected, verification.Count);
    }
}
