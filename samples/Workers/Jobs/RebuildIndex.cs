using Hangfire.Server;
using Workers.Running;

namespace Workers.Jobs;

/// <summary>A job that somebody forgot to map to an action: it does not run.</summary>
public sealed class RebuildIndex(Ledger ledger)
{
    public Task RunAsync(PerformContext? context) =>
        ledger.WriteAsync(WorkIds.OfJob(context?.BackgroundJob.Id), "rebuild_index", "rebuilt the index");
}
