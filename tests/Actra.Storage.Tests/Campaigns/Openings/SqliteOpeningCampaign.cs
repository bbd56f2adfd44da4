using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests.Campaigns.Openings;

public sealed class SqliteOpeningCampaign() : OpeningCampaign(StorePlace.Sqlite())
{
    /// <summary>A step that ran twice would fail, or count as a second change of the schema: so many changes as one process makes are made.</summary>
    [Theory]
    [InlineData(1, "DROP TABLE votes; DROP TABLE heads")]
    [InlineData(2, "DROP TABLE votes")]
    public async Task Ten_processes_migrate_a_file_of_an_older_version_once(int version, string undo)
    {
        var clock = new ManualTimeProvider();
        var id = Place.Open(clock).StoreId;
        await Place.Open(clock).Store.ParkAsync(SampleApprovals.Approval(clock, "before"), null, default);
        Execute(Place.Name, $"{undo}; PRAGMA user_version={version}");
        using var twin = new TemporaryFile();
        Directory.CreateDirectory(Path.GetDirectoryName(twin.Path)!);
        Execute(Place.Name, $"VACUUM INTO '{twin.Path}'");
        var before = (Changes(Place.Name), Changes(twin.Path));
        SqliteDatabase.Open(twin.Path).Dispose();

        Assert.Equal(id, await OpenAllAsync());

        await CheckAsync(id, expected: 11);
        Assert.Equal(Changes(twin.Path) - before.Item2, Changes(Place.Name) - before.Item1);
        Campaign.Report($"openings   {Place.Kind, -8}  10 processes, a file of version {version}: migrated once");
    }

    private static long Changes(string file) => Execute(file, "PRAGMA schema_version");

    private static long Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        return connection.ExecuteScalar<long>(sql);
    }
}
