using Actra.Approvals;
using Actra.Testing;

namespace Actra.Storage.Tests;

[RequiresPostgres]
public sealed class PostgresNoticeOutboxTests : NoticeOutboxSpecification
{
    private readonly TemporarySchema _schema = new();

    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock, bool keepsNotices) =>
        ValueTask.FromResult<IApprovalStore>(
            new PostgresApprovalStore(_schema.Open(), clock, new ApprovalStoreOptions { KeepsNotices = keepsNotices })
        );

    protected override ValueTask RemoveAsync()
    {
        _schema.Dispose();
        return ValueTask.CompletedTask;
    }
}
