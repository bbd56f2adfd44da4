using System.Runtime.CompilerServices;

namespace Actra.Audit;

/// <summary>Keeps the decision log in this process's memory, for tests and trials: a restart forgets it, and it grows without end.</summary>
public sealed class InMemoryAuditLog : IAuditLog
{
    private readonly Lock _lock = new();
    private readonly List<AuditRecord> _records = [];

    /// <summary>Creates an empty log.</summary>
    public InMemoryAuditLog() => Cuts = new InMemoryAuditCuts(_lock, _records, Append);

    /// <summary>The records so far.</summary>
    public IReadOnlyList<AuditRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    /// <inheritdoc />
    public IAuditHeads? Heads { get; } = new InMemoryAuditHeads();

    /// <inheritdoc />
    public IAuditCuts? Cuts { get; }

    /// <inheritdoc />
    public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ct.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Append(entries);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AuditRecord> ReadAsync(long from, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var record in Records.SkipWhile(record => record.Sequence < from))
        {
            ct.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    private void Append(IReadOnlyList<AuditEntry> entries)
    {
        var head = _records.Count == 0 ? AuditHead.None : new AuditHead(_records[^1].Sequence, _records[^1].Hash);
        var records = new List<AuditRecord>(entries.Count);
        foreach (var entry in entries)
        {
            records.Add(AuditChain.Append(head.Sequence, head.Hash, entry));
            head = new AuditHead(records[^1].Sequence, records[^1].Hash);
        }

        _records.AddRange(records);
    }
}
