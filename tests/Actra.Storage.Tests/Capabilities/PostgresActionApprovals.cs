using Actra.Approvals;
using Actra.Audit;

namespace Actra.Storage.Tests;

[RequiresPostgres]
public sealed class PostgresActionApprovals : ActionApprovals
{
    private readonly TemporarySchema _schema = new();

    protected override (IApprovalStore Store, IAuditLog Log) Open()
    {
        var database = _schema.Open();
        return (new PostgresApprovalStore(database, Clock), new PostgresAuditLog(database));
    }

    protected override void Remove() => _schema.Dispose();
}
