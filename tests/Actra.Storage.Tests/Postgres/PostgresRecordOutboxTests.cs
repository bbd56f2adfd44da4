using Actra.Approvals;
using Actra.Testing;

namespace Actra.Storage.Tests;

[RequiresPostgres]
public sealed class PostgresRecordOutboxTests : RecordOutboxSpecification
{
    private readonly TemporarySchema _schema = new();

    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock) =>
        ValueTask.FromResult<IApprovalStore>(
            new PostgresApprovalStore(
                _schema.Open(),
                clock,
                new ApprovalStoreOptions { Records = StoredRecords.Outbox }
            )
        );

    protected override ValueTask RemoveAsync()
    {
        _schema.Dispose();
        return ValueTask.CompletedTask;
    }
}
