using Actra.Approvals;
using Actra.Audit;

namespace Actra.Storage.Tests;

public sealed class SqliteActionApprovals : ActionApprovals
{
    private readonly TemporaryFile _file = new();
    private readonly List<SqliteDatabase> _open = [];

    protected override (IApprovalStore Store, IAuditLog Log) Open()
    {
        _open.Add(SqliteDatabase.Open(_file.Path));
        return (new SqliteApprovalStore(_open[^1], Clock), new SqliteAuditLog(_open[^1]));
    }

    protected override void Remove()
    {
        _open.ForEach(database => database.Dispose());
        _file.Dispose();
    }
}
