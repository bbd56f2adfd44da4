using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;

namespace Actra.Storage;

/// <summary>
/// Approvals in a PostgreSQL schema, for hosts on many machines. Every change is one durable transaction that holds the request's row, with its records in the
/// decision log of the same schema. Rows of the outbox and of work set aside that one handle has listed are hidden from others for a minute.
/// </summary>
/// <param name="database">The schema.</param>
/// <param name="clock">The clock of deadlines and leases.</param>
/// <param name="writesRecords">False where the decision log is kept elsewhere: then the caller appends the records.</param>
public sealed class PostgresApprovalStore(PostgresDatabase database, TimeProvider clock, bool writesRecords = true)
    : IApprovalStore
{
    /// <inheritdoc />
    public IVoteInbox? Votes { get; } = new PostgresVoteInbox(database);

    /// <inheritdoc />
    public ValueTask<string> InitializeAsync(CancellationToken ct) => ValueTask.FromResult(database.StoreId);

    /// <inheritdoc />
    public ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return database.WriteAsync(
            async session =>
            {
                var newest = await PostgresRequests.NewestAloneAsync(session, approval.Work.Key);
                var result = ApprovalMachine.Park(approval, newest, clock.GetUtcNow());
                if (!result.Created)
                {
                    return result;
                }

                await PostgresRequests.InsertAsync(session, result.Request);
                if (envelope is not null)
                {
                    await PostgresEnvelopes.SaveAsync(session, result.Request.Id, envelope);
                }

                return result with
                {
                    RecordsWritten = await RecordAsync(session, result.Records),
                };
            },
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) =>
        database.ReadAsync(session => PostgresRequests.GetAsync(session, id), ct);

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        database.ReadAsync(session => PostgresRequests.NewestAsync(session, workKey), ct);

    /// <inheritdoc />
    public ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct) =>
        database.ReadAsync(session => PostgresEnvelopes.GetAsync(session, id), ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync(session => PostgresRequests.ListAsync(session, query), ct);
    }

    /// <inheritdoc />
    public ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var request = await PostgresRequests.GetAsync(session, id, toChange: true);
                if (request is null)
                {
                    return ApprovalMachine.NotFound(id);
                }

                var change = ApprovalMachine.Apply(request, command, clock.GetUtcNow());
                if (change is { Succeeded: true, Request: { } changed })
                {
                    await PostgresRequests.UpdateAsync(session, changed);
                }

                if (change.Outbox is { } entry)
                {
                    await PostgresOutbox.SaveAsync(session, entry);
                }

                return change with
                {
                    RecordsWritten = await RecordAsync(session, change.Records),
                };
            },
            ct
        );

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => database.ReadAsync(session => PostgresPumpQueries.ReleasableAsync(session, service, kind, limit), ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) =>
        database.ReadAsync(
            session => PostgresPumpQueries.DueAsync(session, service, clock.GetUtcNow(), releasedBefore, limit),
            ct
        );

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => database.WriteAsync(session => PostgresOutbox.TakeAsync(session, Wanted(service, kind, limit)), ct);

    /// <inheritdoc />
    public async ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct) =>
        await database.WriteAsync(session => PostgresOutbox.DoneAsync(session, approvalId), ct);

    /// <inheritdoc />
    public async ValueTask DeferAsync(DeferredWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await database.WriteAsync(session => PostgresDeferrals.SaveAsync(session, work), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => database.WriteAsync(session => PostgresDeferrals.TakeAsync(session, Wanted(service, kind, limit)), ct);

    /// <inheritdoc />
    public async ValueTask DeferredDoneAsync(string id, CancellationToken ct) =>
        await database.WriteAsync(session => PostgresDeferrals.DeleteAsync(session, id), ct);

    private PostgresClaims.Wanted Wanted(string service, WorkKind kind, int limit) =>
        new(database.Owner, service, kind, clock.GetUtcNow(), limit);

    private async Task<bool> RecordAsync(PostgresSession session, IReadOnlyList<AuditEntry> records)
    {
        if (writesRecords)
        {
            await PostgresChain.AppendAsync(session, records);
        }

        return writesRecords;
    }
}
