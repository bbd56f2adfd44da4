namespace Actra.Storage.Tests.Campaigns;

[RequiresPostgres]
public sealed class PostgresRaceCampaign() : RaceCampaign(StorePlace.Postgres());
