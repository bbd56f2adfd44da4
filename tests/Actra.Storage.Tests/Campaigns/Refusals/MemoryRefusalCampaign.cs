namespace Actra.Storage.Tests.Campaigns.Refusals;

public sealed class MemoryRefusalCampaign() : RefusalCampaign(null);
