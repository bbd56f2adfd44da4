using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests.Campaigns.Openings;

public sealed class SqliteOpeningCampaign() : OpeningCampaign(StorePlace.Sqlite())
{
    private long _changes;

    private protected override Older MakeOlder()
    {
        Make(Place.Name);
        using var twin = new TemporaryFile();
        Make(twin.Path);
        SqliteDatabase.Open(twin.Path).Dispose();
        _changes = Scalar<long>(twin.Path, "PRAGMA schema_version");
        return new Older(
            Scalar<int>(Place.Name, "PRAGMA user_version"),
            Scalar<string>(Place.Name, "SELECT value FROM meta WHERE name = 'store_id'"),
            Scalar<int>(Place.Name, "SELECT count(*) FROM requests"),
            Scalar<int>(Place.Name, "SELECT count(*) FROM records")
        );
    }

    private protected override void CheckMigratedOnce() =>
        Assert.Equal(_changes, Scalar<long>(Place.Name, "PRAGMA schema_version"));

    private static void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var text = new StreamReader(typeof(Worker).Assembly.GetManifestResourceStream("version3.sql")!);
        Scalar<long>(
            file,
            $"PRAGMA foreign_keys=OFF; {text.ReadToEnd()}; PRAGMA application_id={0x41435452}; PRAGMA user_version=3"
        );
    }

    private static T Scalar<T>(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        return connection.ExecuteScalar<T>(sql)!;
    }
}
