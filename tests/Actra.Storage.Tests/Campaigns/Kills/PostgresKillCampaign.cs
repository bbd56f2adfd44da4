namespace Actra.Storage.Tests.Campaigns.Kills;

[RequiresPostgres]
public sealed class PostgresKillCampaign() : KillCampaign(StorePlace.Postgres());
