using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

[RequiresPostgres]
public sealed class PostgresApprovalStoreTests : ApprovalStoreSpecification
{
    private readonly TemporarySchema _schema = new();
    private PostgresDatabase _database = null!;

    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock)
    {
        _database = _schema.Open();
        return ValueTask.FromResult<IApprovalStore>(new PostgresApprovalStore(_database, clock));
    }

    protected override ValueTask RemoveAsync()
    {
        _schema.Dispose();
        return ValueTask.CompletedTask;
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_change_and_its_records_are_one_transaction()
    {
        var approval = SampleApprovals.Approval(Clock);
        var parked = await Store.ParkAsync(approval, SampleApprovals.Envelope(), default);
        Assert.True(parked.RecordsWritten);
        var stranger = new ApprovalCommand.Vote(new Approver("bob", ["sales"]), true, parked.Request.ShownDigest, null);
        Assert.True((await Store.ChangeAsync(approval.Id, stranger, default)).RecordsWritten);
        Assert.True((await Store.ChangeAsync(approval.Id, Vote(parked.Request, false), default)).RecordsWritten);

        var log = new PostgresAuditLog(_database);
        var records = new List<AuditRecord>();
        await foreach (var record in log.ReadAsync(1, default))
        {
            records.Add(record);
        }

        Assert.Equal(
            [AuditKind.Parked, AuditKind.Vote, AuditKind.Vote, AuditKind.StateChange],
            records.Select(record => record.Entry.Kind)
        );
        Assert.Contains("MissingRole", records[1].Entry.Detail, StringComparison.Ordinal);
        Assert.Equal("pending -> denied", records[3].Entry.Detail);
        Assert.True((await AuditVerifier.VerifyAsync(log)).IsIntact);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_change_whose_record_is_not_taken_has_not_happened()
    {
        var approval = SampleApprovals.Approval(Clock);
        var request = (await Store.ParkAsync(approval, SampleApprovals.Envelope(), default)).Request;
        _schema.Execute("ALTER TABLE unchained RENAME TO away");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            Store.ChangeAsync(request.Id, Vote(request, false), default).AsTask()
        );
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            Store.ParkAsync(SampleApprovals.Approval(Clock, "m-2"), SampleApprovals.Envelope(), default).AsTask()
        );
        _schema.Execute("ALTER TABLE away RENAME TO unchained");

        Assert.Equal(request.Id, Assert.Single(await Store.ListAsync(new ApprovalQuery(), default)).Id);
        Assert.Equal(1, (await Store.GetAsync(request.Id, default))!.Version);
        Assert.Empty(await Store.OutboxAsync("billing", WorkKind.Message, 10, default));
        Assert.True((await Store.ChangeAsync(request.Id, Vote(request, false), default)).Succeeded);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Where_the_log_is_elsewhere_the_caller_is_told_to_append()
    {
        var store = new PostgresApprovalStore(
            _database,
            Clock,
            new ApprovalStoreOptions { Records = StoredRecords.Caller }
        );
        var parked = await store.ParkAsync(SampleApprovals.Approval(Clock), null, default);
        Assert.False(parked.RecordsWritten);
        Assert.Single(parked.Records);
        Assert.Equal(0, (await AuditVerifier.VerifyAsync(new PostgresAuditLog(_database))).Count);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_restart_keeps_everything()
    {
        var approval = SampleApprovals.Approval(Clock);
        var parked = await Store.ParkAsync(approval, SampleApprovals.Envelope(), default);
        var denied = await Store.ChangeAsync(approval.Id, Vote(parked.Request, false), default);
        await Store.DeferAsync(SampleApprovals.Deferred("a", Clock.GetUtcNow()), default);
        var id = await Store.InitializeAsync(default);
        _database.Dispose();

        var database = _schema.Open();
        var store = new PostgresApprovalStore(database, Clock);
        Assert.Equal(id, await store.InitializeAsync(default));
        Assert.Equivalent(denied.Request, await store.GetAsync(approval.Id, default), strict: true);
        Assert.Single(await store.OutboxAsync("billing", WorkKind.Message, 10, default));
        Assert.Single(await store.DueDeferredAsync("billing", WorkKind.Message, 10, default));
        Assert.Equal(3, (await AuditVerifier.VerifyAsync(new PostgresAuditLog(database))).Count);
    }

    private static ApprovalCommand.Vote Vote(ApprovalRequest request, bool approve) =>
        new(SampleApprovals.Finance(), approve, request.ShownDigest, "seen");
}
