namespace Actra.Storage.Tests.Campaigns;

public sealed class SqliteRaceCampaign() : RaceCampaign(StorePlace.Sqlite());
