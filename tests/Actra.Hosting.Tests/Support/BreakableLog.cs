using Actra.Audit;

namespace Actra.Hosting.Tests;

/// <summary>A decision log that can be taken away.</summary>
internal sealed class BreakableLog : IAuditLog
{
    public InMemoryAuditLog Kept { get; } = new();

    public string? Problem { get; set; }

    public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
        Problem is null ? Kept.AppendAsync(entries, ct) : throw new IOException(Problem);

    public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) =>
        Problem is null ? Kept.ReadAsync(from, ct) : throw new IOException(Problem);
}
