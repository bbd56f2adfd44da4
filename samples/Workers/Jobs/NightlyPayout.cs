using Actra;
using Hangfire.Server;
using Workers.Running;

namespace Workers.Jobs;

/// <summary>Pays all merchants what the day has brought; runs by cron.</summary>
public sealed class NightlyPayout(Ledger ledger)
{
    public const string Cron = "0 2 * * *";

    [ActraAction("nightly_payout")]
    public Task RunAsync(string batch, decimal total, PerformContext? context) =>
        ledger.WriteAsync(WorkIds.OfJob(context?.BackgroundJob.Id), "nightly_payout", $"paid {total:0.##} for {batch}");
}
