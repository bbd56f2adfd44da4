using Actra.Guard;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actra.Hosting;

/// <summary>
/// Does what becomes due: timers of requests, closed work to where it belongs, approved work to its queue, work set aside back to its queue. Any number of hosts
/// may run one against the same store: every change is a compare-and-set.
/// </summary>
internal sealed class ReleasePump(
    IServiceProvider services,
    PumpContext context,
    PumpSignal signal,
    PumpStatus status,
    PendingGauge pending,
    ActraOptions options,
    TimeProvider clock
) : BackgroundService
{
    private bool _storeFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var movers = services.GetServices<IWorkMover>().ToList();
        var interval = options.PumpInterval;
        await using var timer = clock.CreateTimer(_ => signal.Wake(), null, TimeSpan.Zero, interval);
        try
        {
            await foreach (var _ in signal.ReadAllAsync(stoppingToken))
            {
                await RoundAsync(movers, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not done is done by the next pump.
        }
    }

    private async Task RoundAsync(List<IWorkMover> movers, CancellationToken ct)
    {
        status.Begin(clock.GetUtcNow());
        string? storeProblem = null;
        var problems = new List<string>();
        try
        {
            await context.Records.FlushAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            problems.Add($"{context.Records.Owed} records wait for the decision log: {e.Message}");
        }

        foreach (var step in Steps(movers))
        {
            try
            {
                var result = await step.RunAsync(ct);
                problems.AddRange(result.Problems);
                if (result.More)
                {
                    signal.Wake();
                }
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                storeProblem = e.Message;
                StoreFailed(e, step.Name);
                break;
            }
        }

        if (storeProblem is null)
        {
            StoreAnswers();
            await pending.MeasureAsync(ct);
        }

        context.Backoff.Prune();
        status.End(
            new PumpStatus.Round(
                clock.GetUtcNow(),
                storeProblem,
                problems,
                context.Backoff.Count,
                [.. movers.Where(mover => !mover.IsReady).Select(mover => KindName.Of(mover.Kind))]
            )
        );
    }

    private IEnumerable<IPumpStep> Steps(List<IWorkMover> movers)
    {
        yield return new TimerStep(context);
        foreach (var mover in movers.Where(mover => mover.IsReady))
        {
            yield return new OutboxStep(context, mover);
            yield return new ReleaseStep(context, mover);
            yield return new ReturnStep(context, mover);
        }

        if (!movers.Exists(mover => mover.Kind == WorkKind.Call))
        {
            yield return new OutboxStep(context, new CallMover());
        }
    }

    private void StoreFailed(Exception problem, string step)
    {
        if (!_storeFailed)
        {
            _storeFailed = true;
            Log.StoreFailed(context.Logger, problem, step, problem.Message);
        }
    }

    private void StoreAnswers()
    {
        if (_storeFailed)
        {
            _storeFailed = false;
            Log.StoreAnswers(context.Logger);
        }
    }
}
