using Actra.Approvals;
using Actra.Audit;
using Actra.Storage;

namespace Actra.Cli;

/// <summary>The database of a host, a SQLite file or a PostgreSQL schema, and what is in it.</summary>
internal sealed class HostDatabase : IDisposable
{
    private readonly IDisposable _database;
    private readonly Func<ApprovalStoreOptions, IApprovalStore> _open;

    public HostDatabase(SqliteDatabase file)
    {
        _database = file;
        Log = new SqliteAuditLog(file);
        _open = options => new SqliteApprovalStore(file, TimeProvider.System, options);
        Store = _open(new ApprovalStoreOptions());
    }

    public HostDatabase(PostgresDatabase schema)
    {
        _database = schema;
        Log = new PostgresAuditLog(schema);
        _open = options => new PostgresApprovalStore(schema, TimeProvider.System, options);
        Store = _open(new ApprovalStoreOptions());
    }

    public IAuditLog Log { get; }

    public IApprovalStore Store { get; }

    /// <summary>
    /// The store for a change that no host makes. Parking leaves a record, so a log without any is kept elsewhere: then the records of the change wait in the outbox, from where a host
    /// takes them there.
    /// </summary>
    public async ValueTask<IApprovalStore> StoreForChangesAsync() =>
        _open(
            new ApprovalStoreOptions
            {
                Records =
                    await LastAsync(CancellationToken.None) > 0 ? StoredRecords.SameDatabase : StoredRecords.Outbox,
            }
        );

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
