using System.Diagnostics;
using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;

namespace Actra.Storage.Tests.Campaigns.Openings;

/// <summary>Ten processes open one store at the same moment: all come up, with one id.</summary>
public abstract class OpeningCampaign : IDisposable
{
    private const int Nodes = 10;

    private protected OpeningCampaign(StorePlace place) => Place = place;

    private protected StorePlace Place { get; }

    [SpecificationFact]
    public async Task Ten_processes_make_one_store_together()
    {
        var started = Stopwatch.GetTimestamp();
        await CheckAsync(await OpenAllAsync(), Nodes, Nodes);
        Report("an empty place: one store", started);
    }

    [SpecificationFact]
    public async Task Ten_processes_migrate_a_store_of_an_older_version_once()
    {
        var older = MakeOlder();
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(older.StoreId, await OpenAllAsync());
        await CheckAsync(older.StoreId, older.Requests + Nodes, older.Records + Nodes);
        CheckMigratedOnce();
        Report($"a store of version {older.Version}: migrated once, all it held is there", started);
    }

    public void Dispose()
    {
        Place.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a store as an older program has left it.</summary>
    private protected abstract Older MakeOlder();

    /// <summary>The store is as one program alone would have migrated it. A step that ran twice fails already: it makes a table that is there.</summary>
    private protected abstract void CheckMigratedOnce();

    private async Task<string> OpenAllAsync() =>
        Assert.Single((await OpeningProcess.RunManyAsync(Place, Nodes)).Distinct());

    private async Task CheckAsync(string id, int requests, int records)
    {
        var handle = Place.Open(new ManualTimeProvider());
        Assert.Equal(id, handle.StoreId);
        Assert.Equal(requests, (await handle.Store.ListAsync(new ApprovalQuery(), default)).Count);
        var verification = await AuditVerifier.VerifyAsync(handle.Log);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal(records, verification.Count);
    }

    private void Report(string what, long started) =>
        Campaign.Report(
            $"openings   {Place.Kind, -8}  {Nodes} processes, {what}  ({Stopwatch.GetElapsedTime(started).TotalSeconds:0} s)"
        );

    /// <summary>What an older store holds.</summary>
    private protected sealed record Older(int Version, string StoreId, int Requests, int Records);
}
