using Actra.Audit;
using Actra.Testing;

namespace Actra.Storage.Tests;

public sealed class SqliteAuditLogTests : AuditLogSpecification
{
    private readonly TemporaryFile _file = new();
    private SqliteDatabase _database = null!;

    protected override ValueTask<IAuditLog> CreateAsync()
    {
        _database = SqliteDatabase.Open(_file.Path);
        return ValueTask.FromResult<IAuditLog>(new SqliteAuditLog(_database));
    }

    protected override ValueTask RemoveAsync()
    {
        _database.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
