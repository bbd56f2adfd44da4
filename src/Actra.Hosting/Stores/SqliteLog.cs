using Actra.Audit;
using Actra.Storage;

namespace Actra.Hosting;

/// <summary>A decision log that tells which file it is in: a store in the same file writes its records in the transaction of the change.</summary>
internal sealed class SqliteLog(SqliteDatabase database) : IAuditLog
{
    private readonly SqliteAuditLog _log = new(database);

    public SqliteDatabase Database => database;

    public IAuditHeads? Heads => _log.Heads;

    public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
        _log.AppendAsync(entries, ct);

    public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) => _log.ReadAsync(from, ct);
}
