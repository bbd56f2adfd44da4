using Actra.Audit;
using Actra.Testing;

namespace Actra.Storage.Tests;

[RequiresPostgres]
public sealed class PostgresAuditLogTests : AuditLogSpecification
{
    private readonly TemporarySchema _schema = new();

    protected override ValueTask<IAuditLog> CreateAsync() =>
        ValueTask.FromResult<IAuditLog>(new PostgresAuditLog(_schema.Open()));

    protected override ValueTask RemoveAsync()
    {
        _schema.Dispose();
        return ValueTask.CompletedTask;
    }
}
