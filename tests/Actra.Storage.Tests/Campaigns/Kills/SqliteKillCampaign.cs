namespace Actra.Storage.Tests.Campaigns.Kills;

public sealed class SqliteKillCampaign() : KillCampaign(StorePlace.Sqlite());
