using Actra.Audit;

namespace Actra.Hosting.Tests;

/// <summary>A decision log that takes so many records and no more.</summary>
internal sealed class PickyLog : IAuditLog
{
    private int _left = int.MaxValue;

    public InMemoryAuditLog Kept { get; } = new();

    public int Left
    {
        set => Volatile.Write(ref _left, value);
    }

    public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
        Interlocked.Add(ref _left, -entries.Count) >= 0
            ? Kept.AppendAsync(entries, ct)
            : throw new IOException("log full");

    public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) => Kept.ReadAsync(from, ct);
}
