using Xunit.Abstractions;

namespace Actra.Storage.Tests.Campaigns.Kills;

public sealed class SqliteKillCampaign(ITestOutputHelper output) : KillCampaign(StorePlace.Sqlite(), output);
