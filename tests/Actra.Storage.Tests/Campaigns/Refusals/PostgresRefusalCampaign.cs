namespace Actra.Storage.Tests.Campaigns.Refusals;

[RequiresPostgres]
public sealed class PostgresRefusalCampaign() : RefusalCampaign(StorePlace.Postgres());
