using System.Globalization;

namespace Actra.Storage.Tests.Campaigns.Openings;

[RequiresPostgres]
public sealed class PostgresOpeningCampaign : OpeningCampaign
{
    private readonly TemporarySchema _schema;

    public PostgresOpeningCampaign()
        : this(new TemporarySchema()) { }

    private PostgresOpeningCampaign(TemporarySchema schema)
        : base(StorePlace.Postgres(schema)) => _schema = schema;

    private protected override Older MakeOlder()
    {
        _schema.Execute($"CREATE SCHEMA {_schema.Name}");
        _schema.Execute(PostgresSchema.Step(_schema.Name, 1));
        _schema.Execute("INSERT INTO meta VALUES ('version', '1'), ('store_id', 'x')");
        return new Older(1, "x", 0, 0);
    }

    private protected override void CheckMigratedOnce() =>
        Assert.Equal(
            PostgresSchema.Latest.ToString(CultureInfo.InvariantCulture),
            _schema.Scalar<string>("SELECT value FROM meta WHERE name = 'version'")
        );
}
