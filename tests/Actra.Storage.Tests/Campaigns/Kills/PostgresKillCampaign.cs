using Xunit.Abstractions;

namespace Actra.Storage.Tests.Campaigns.Kills;

[RequiresPostgres]
public sealed class PostgresKillCampaign(ITestOutputHelper output) : KillCampaign(StorePlace.Postgres(), output);
