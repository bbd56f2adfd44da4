namespace Actra.Storage.Tests.Campaigns.Openings;

[RequiresPostgres]
public sealed class PostgresOpeningCampaign() : OpeningCampaign(StorePlace.Postgres());
