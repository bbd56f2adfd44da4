using Actra.Guard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actra.Hosting;

/// <summary>
/// Does what becomes due: timers of requests, votes that were handed in, closed work to where it belongs, approved work to its queue, work set aside back to its queue, records to their log, old work erased. Any number of hosts
/// may run one against the same store: every change is a compare-and-set.
/// </summary>
internal sealed class ReleasePump(
    IServiceProvider services,
    PumpContext context,
    PumpSignal signal,
    PumpStatus status,
    RecordStep records,
    EraseStep erasure,
    StoreGauges gauges,
    ActraOptions options,
    TimeProvider clock
) : BackgroundService
{
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var movers = services.GetServices<IWorkMover>().ToList();
        await using var timer = clock.CreateTimer(_ => signal.Round.Wake(), null, TimeSpan.Zero, options.PumpInterval);
        try
        {
            await foreach (var _ in signal.Round.ReadAllAsync(stoppingToken))
            {
                status.Begin(clock.GetUtcNow());
                status.End(await RoundAsync(movers, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not done is done by the next pump.
        }
    }

    private async Task<PumpStatus.Round> RoundAsync(List<IWorkMover> movers, CancellationToken ct)
    {
        var ready = movers.Where(IsReady).ToList();
        var problems = new List<string>();
        string? storeProblem = null;
        foreach (var step in Steps(ready))
        {
            try
            {
                var result = await step.RunAsync(ct);
                Answers(step.Name);
                problems.AddRange(result.Problems);
                if (result.More)
                {
                    signal.Round.Wake();
                }
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                storeProblem ??= e.Message;
                Fails(step.Name, e);
            }
        }

        if (await context.Records.TryFlushAsync(ct) is { } logProblem)
        {
            problems.Add(logProblem);
        }

        if (storeProblem is null)
        {
            await gauges.MeasureAsync(ct);
        }

        context.Backoff.Prune();
        return new PumpStatus.Round(
            clock.GetUtcNow(),
            storeProblem,
            problems,
            context.Backoff.Count,
            [.. movers.Except(ready).Select(mover => KindName.Of(mover.Kind))]
        );
    }

    private IEnumerable<IPumpStep> Steps(List<IWorkMover> ready)
    {
        yield return records;
        yield return new TimerStep(context);
        if (VoteStep.Create(services, context) is { } votes)
        {
            yield return votes;
        }

        foreach (var mover in ready)
        {
            yield return new OutboxStep(context, mover);
            yield return new ReleaseStep(context, mover);
            yield return new ReturnStep(context, mover);
        }

        yield return erasure;
    }

    private bool IsReady(IWorkMover mover)
    {
        try
        {
            return mover.IsReady;
        }
        catch (Exception e)
        {
            Log.NotReady(context.Logger, e, KindName.Of(mover.Kind));
            return false;
        }
    }

    private void Fails(string step, Exception problem)
    {
        if (_failing.Add(step))
        {
            Log.StoreFailed(context.Logger, problem, step, problem.Message);
        }
    }

    private void Answers(string step)
    {
        if (_failing.Remove(step) && _failing.Count == 0)
        {
            Log.StoreAnswers(context.Logger);
        }
    }
}
