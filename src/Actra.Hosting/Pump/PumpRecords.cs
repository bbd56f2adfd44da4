using Actra.Audit;

namespace Actra.Hosting;

/// <summary>Appends records of changes that the store did not write itself; what the log could not take is kept and tried again before anything else is written.</summary>
internal sealed class PumpRecords(AuditWriter log)
{
    private readonly Queue<AuditEntry> _owed = new();

    /// <summary>How many records the log has not taken yet.</summary>
    public int Owed => _owed.Count;

    /// <exception cref="Exception">The log could not take them; they are kept.</exception>
    public ValueTask WriteAsync(IEnumerable<AuditEntry> entries, CancellationToken ct)
    {
        foreach (var entry in entries)
        {
            _owed.Enqueue(entry);
        }

        return FlushAsync(ct);
    }

    /// <exception cref="Exception">The log could not take them; they are kept.</exception>
    public async ValueTask FlushAsync(CancellationToken ct)
    {
        while (_owed.TryPeek(out var entry))
        {
            await log.WriteAsync(entry, AuditDurability.Required, ct);
            _owed.Dequeue();
        }
    }
}
