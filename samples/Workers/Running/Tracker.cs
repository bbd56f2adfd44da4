using Actra.Audit;
using Workers.Views;

namespace Workers.Running;

/// <summary>
/// Follows items by what the decision log and the ledger say of them: nothing is taken from the sender's word. Not thread-safe; <see cref="UntilAsync"/> reads while it
/// waits.
/// </summary>
/// <param name="log">The decision log.</param>
/// <param name="ledger">What handlers have done.</param>
/// <param name="journal">Is told of ends.</param>
/// <param name="view">Is told of every item that has come somewhere.</param>
internal sealed class Tracker(IAuditLog log, Ledger ledger, Journal journal, IView view)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, Tracked> _items = new(StringComparer.Ordinal);
    private long _next = 1;
    private bool _told;

    public IReadOnlyCollection<Tracked> Items => _items.Values;

    public Tracked Follow(Item item, string workId) => _items[workId] = new Tracked(item, workId);

    public Tracked? Find(string workId) => _items.GetValueOrDefault(workId);

    /// <summary>Takes in what earlier runs have left in log and ledger, and tells where the items are that are followed.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        await ReadLogAsync(ct);
        foreach (var entry in ledger.Read())
        {
            Apply(entry);
        }

        _told = true;
        foreach (var item in _items.Values.Where(item => item.Outcome is not null))
        {
            Tell(item);
        }
    }

    /// <summary>Reads on until a condition holds.</summary>
    /// <returns>False where it did not hold in time.</returns>
    public async Task<bool> UntilAsync(Func<bool> condition, TimeSpan limit, CancellationToken ct)
    {
        var until = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        using var timer = new PeriodicTimer(s_interval);
        do
        {
            await ReadLogAsync(ct);
            ReadLedger();
            if (condition())
            {
                return true;
            }
        } while (Environment.TickCount64 < until && await timer.WaitForNextTickAsync(ct));

        return false;
    }

    /// <summary>An item has come somewhere, for a reason that neither log nor ledger tells.</summary>
    public void Move(Tracked item, Outcome to, string? reason = null)
    {
        item.Reason = reason ?? item.Reason;
        if (item.Move(to) && _told)
        {
            Tell(item);
        }
    }

    private void Tell(Tracked item)
    {
        view.Moved(item);
        if (item.IsDone)
        {
            journal.Close(item.WorkId, item.Outcome!.Value);
        }
    }

    private async Task ReadLogAsync(CancellationToken ct)
    {
        await foreach (var record in log.ReadAsync(_next, ct))
        {
            _next = record.Sequence + 1;
            if (WorkIds.Of(record.Entry) is { } id && _items.TryGetValue(id, out var item))
            {
                Apply(item, record.Entry);
            }
        }
    }

    private void Apply(Tracked item, AuditEntry entry)
    {
        var step = LogStep.Of(entry);
        if (step.Effect is not null && item.Effect is null)
        {
            (item.Effect, item.Rule) = (step.Effect, entry.Rule);
        }

        if (step.Reason is not null && (item.Outcome is null || step.To is not null))
        {
            item.Reason = step.Reason;
        }

        item.ApprovalId = entry.ApprovalId ?? item.ApprovalId;
        if (step.To is { } to)
        {
            item.Place = entry.Endpoint;
            Move(item, to);
        }
    }

    /// <summary>An execution is told after its decision: a plain allow is recorded a moment later than it runs.</summary>
    private void ReadLedger()
    {
        for (var left = ledger.Written.Count; left > 0 && ledger.Written.TryDequeue(out var entry); left--)
        {
            if (_items.TryGetValue(entry.WorkId, out var item) && item.Effect is null)
            {
                ledger.Written.Enqueue(entry);
            }
            else
            {
                Apply(entry);
            }
        }
    }

    private void Apply(Ledger.Entry entry)
    {
        if (_items.TryGetValue(entry.WorkId, out var item))
        {
            item.Executions++;
            item.Place = entry.Did;
            Move(item, Outcome.Executed);
        }
    }
}
