using Actra;
using Hangfire.Server;
using Workers.Running;

namespace Workers.Jobs;

/// <summary>Pays a merchant. Parameters are the action's fields; what Hangfire fills in is none.</summary>
public sealed class Payouts(Ledger ledger)
{
    [ActraAction("payout")]
    public Task PayAsync(string merchant, decimal amount, PerformContext? context) =>
        ledger.WriteAsync(WorkIds.OfJob(context?.BackgroundJob.Id), "payout", $"paid {amount:0.##} to {merchant}");
}
