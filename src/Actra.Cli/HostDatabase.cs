using Actra.Approvals;
using Actra.Audit;
using Actra.Storage;

namespace Actra.Cli;

/// <summary>The database of a host, a SQLite file or a PostgreSQL schema, and what is in it.</summary>
internal sealed class HostDatabase : IDisposable
{
    private readonly IDisposable _database;

    public HostDatabase(SqliteDatabase file)
    {
        _database = file;
        Log = new SqliteAuditLog(file);
        Store = new SqliteApprovalStore(file, TimeProvider.System);
    }

    public HostDatabase(PostgresDatabase schema)
    {
        _database = schema;
        Log = new PostgresAuditLog(schema);
        Store = new PostgresApprovalStore(schema, TimeProvider.System);
    }

    public IAuditLog Log { get; }

    public IApprovalStore Store { get; }

    /// <summary>The number of the last record; 0 where there is none.</summary>
    public ValueTask<long> LastAsync(CancellationToken ct) =>
        Log switch
        {
            SqliteAuditLog log => log.LastAsync(ct),
            PostgresAuditLog log => log.LastAsync(ct),
            _ => ValueTask.FromResult(0L),
        };

    public void Dispose() => _database.Dispose();
}
