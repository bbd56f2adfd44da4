using Actra.Approvals;
using Actra.Testing;

namespace Actra.Storage.Tests;

public sealed class SqliteNoticeOutboxTests : NoticeOutboxSpecification
{
    private readonly TemporaryFile _file = new();
    private SqliteDatabase _database = null!;

    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock, bool keepsNotices)
    {
        _database = SqliteDatabase.Open(_file.Path);
        var options = new ApprovalStoreOptions { KeepsNotices = keepsNotices };
        return ValueTask.FromResult<IApprovalStore>(new SqliteApprovalStore(_database, clock, options));
    }

    protected override ValueTask RemoveAsync()
    {
        _database.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class SqliteRecordOutboxTests : RecordOutboxSpecification
{
    private readonly TemporaryFile _file = new();
    private SqliteDatabase _database = null!;

    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock)
    {
        _database = SqliteDatabase.Open(_file.Path);
        var options = new ApprovalStoreOptions { Records = StoredRecords.Outbox };
        return ValueTask.FromResult<IApprovalStore>(new SqliteApprovalStore(_database, clock, options));
    }

    protected override ValueTask RemoveAsync()
    {
        _database.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
