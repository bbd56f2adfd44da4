using Actra.Audit;

namespace Actra.Hosting;

/// <summary>Appends records of changes that the store did not write itself; what the log could not take is kept and tried again before anything else is written.</summary>
internal sealed class PumpRecords(AuditWriter log)
{
    private readonly Queue<AuditEntry> _owed = new();

    /// <exception cref="Exception">The log could not take them; they are kept.</exception>
    public ValueTask WriteAsync(IEnumerable<AuditEntry> entries, CancellationToken ct)
    {
        foreach (var entry in entries)
        {
            _owed.Enqueue(entry);
        }

        return FlushAsync(ct);
    }

    /// <summary>Keeps a record of what has already happened; it is written at the end of the round at the latest.</summary>
    public void Add(AuditEntry entry) => _owed.Enqueue(entry);

    /// <summary>Writes what is owed; says why where the log does not take it.</summary>
    public async ValueTask<string?> TryFlushAsync(CancellationToken ct)
    {
        try
        {
            await FlushAsync(ct);
            return null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return $"{_owed.Count} records wait for the decision log: {e.Message}";
        }
    }

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        while (_owed.TryPeek(out var entry))
        {
            await log.WriteAsync(entry, AuditDurability.Required, ct);
            _owed.Dequeue();
        }
    }
}
