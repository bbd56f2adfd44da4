namespace Actra.Hosting;

/// <summary>One thing that the pump does in a round: lists what is due and deals with each item by itself.</summary>
internal abstract class PumpStep<T>(PumpContext context, string name) : IPumpStep
{
    private const int Batch = 100;
    private const int MostFailuresInARow = 3;

    public string Name => name;

    protected PumpContext Context => context;

    public async Task<PumpStepResult> RunAsync(CancellationToken ct)
    {
        var limit = Math.Min(Batch + context.Backoff.Count, 1_000);
        var items = await ListAsync(limit, ct);
        var done = 0;
        var row = 0;
        var problems = new List<string>();
        foreach (var item in items)
        {
            var key = $"{name}/{KeyOf(item)}";
            if (context.Backoff.Waits(key))
            {
                continue;
            }

            try
            {
                await HandleAsync(item, ct);
                context.Backoff.Succeeded(key);
                done++;
                row = 0;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                context.Backoff.Failed(key);
                problems.Add($"{name} {KeyOf(item)}: {e.Message}");
                Log.ItemFailed(context.Logger, e, name, KeyOf(item), e.Message);
                if (++row == MostFailuresInARow)
                {
                    break;
                }
            }
        }

        return new PumpStepResult(done, problems, More: items.Count == limit && done > 0);
    }

    protected abstract ValueTask<IReadOnlyList<T>> ListAsync(int limit, CancellationToken ct);

    protected abstract string KeyOf(T item);

    protected abstract Task HandleAsync(T item, CancellationToken ct);
}
