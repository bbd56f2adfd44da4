using Actra.Approvals;
using Microsoft.Extensions.Hosting;

namespace Actra.Hosting;

/// <summary>
/// Wakes the pumps of this host when another process has changed something, where the store can tell. Without it, and while its connection is broken, they find
/// out at their next interval.
/// </summary>
internal sealed class WakeListener(
    IApprovalStore store,
    PumpContext context,
    IReleasePumpSignal signal,
    TimeProvider clock
) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store.Wake is not { } wake)
        {
            return;
        }

        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = clock.GetUtcNow();
            try
            {
                await wake.ListenAsync(context.Service, signal.Wake, stoppingToken);
                Log.WakeEnded(context.Logger, null, "the store ended it");
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.WakeEnded(context.Logger, e, e.Message);
            }

            // One that held for a while was a good connection: the next failure is a first one.
            failures = clock.GetUtcNow() - began > Longest ? 1 : failures + 1;
            try
            {
                await Task.Delay(DelayAfter(failures), clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // What was said while nobody listened.
            signal.Wake();
        }
    }

    private static TimeSpan DelayAfter(int failures)
    {
        var grown = First * Math.Pow(2, Math.Min(failures - 1, 10));
        return (grown < Longest ? grown : Longest) * (0.8 + 0.4 * Random.Shared.NextDouble());
    }
}
