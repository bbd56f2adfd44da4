using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;

namespace Actra.Storage.Tests;

public sealed class SqliteApprovalStoreTests : ApprovalStoreSpecification
{
    private readonly TemporaryFile _file = new();
    private SqliteDatabase _database = null!;

    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock)
    {
        _database = SqliteDatabase.Open(_file.Path);
        return ValueTask.FromResult<IApprovalStore>(new SqliteApprovalStore(_database, clock));
    }

    protected override ValueTask RemoveAsync()
    {
        _database.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_change_and_its_records_are_one_transaction()
    {
        var approval = SampleApprovals.Approval(Clock);
        var parked = await Store.ParkAsync(approval, SampleApprovals.Envelope(), CancellationToken.None);
        Assert.True(parked.RecordsWritten);
        var stranger = new ApprovalCommand.Vote(new Approver("bob", ["sales"]), true, parked.Request.ShownDigest, null);
        Assert.True((await Store.ChangeAsync(approval.Id, stranger, CancellationToken.None)).RecordsWritten);
        var vote = new ApprovalCommand.Vote(SampleApprovals.Finance(), true, parked.Request.ShownDigest, "seen");
        Assert.True((await Store.ChangeAsync(approval.Id, vote, CancellationToken.None)).RecordsWritten);

        var log = new SqliteAuditLog(_database);
        var records = new List<AuditRecord>();
        await foreach (var record in log.ReadAsync(1, CancellationToken.None))
        {
            records.Add(record);
        }

        Assert.Equal(
            [AuditKind.Parked, AuditKind.Vote, AuditKind.Vote, AuditKind.StateChange],
            records.Select(record => record.Entry.Kind)
        );
        Assert.Contains("MissingRole", records[1].Entry.Detail, StringComparison.Ordinal);
        Assert.Equal("pending -> approved", records[3].Entry.Detail);
        Assert.True((await AuditVerifier.VerifyAsync(log)).IsIntact);
    }

    [Fact]
    public async Task Where_the_log_is_elsewhere_the_caller_is_told_to_append()
    {
        var store = new SqliteApprovalStore(
            _database,
            Clock,
            new ApprovalStoreOptions { Records = StoredRecords.Caller }
        );
        var parked = await store.ParkAsync(SampleApprovals.Approval(Clock), null, CancellationToken.None);
        Assert.False(parked.RecordsWritten);
        Assert.Single(parked.Records);
        Assert.Equal(0, (await AuditVerifier.VerifyAsync(new SqliteAuditLog(_database))).Count);
    }

    [Fact]
    public async Task A_restart_keeps_everything()
    {
        var approval = SampleApprovals.Approval(Clock);
        var parked = await Store.ParkAsync(approval, SampleApprovals.Envelope(), CancellationToken.None);
        var vote = new ApprovalCommand.Vote(SampleApprovals.Finance(), false, parked.Request.ShownDigest, "no");
        var denied = await Store.ChangeAsync(approval.Id, vote, CancellationToken.None);
        await Store.DeferAsync(SampleApprovals.Deferred("a", Clock.GetUtcNow()), CancellationToken.None);
        var id = await Store.InitializeAsync(CancellationToken.None);
        _database.Dispose();

        _database = SqliteDatabase.Open(_file.Path);
        var store = new SqliteApprovalStore(_database, Clock);
        Assert.Equal(id, await store.InitializeAsync(CancellationToken.None));
        Assert.Equivalent(denied.Request, await store.GetAsync(approval.Id, CancellationToken.None), strict: true);
        Assert.Single(await store.OutboxAsync("billing", parked.Request.Work.Kind, 10, CancellationToken.None));
        Assert.Single(await store.DueDeferredAsync("billing", parked.Request.Work.Kind, 10, CancellationToken.None));
        Assert.Equal(3, (await AuditVerifier.VerifyAsync(new SqliteAuditLog(_database))).Count);
    }
}
