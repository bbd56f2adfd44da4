namespace Actra.Storage.Tests.Campaigns.Refusals;

public sealed class SqliteRefusalCampaign() : RefusalCampaign(StorePlace.Sqlite());
