using Actra.Approvals;
using Actra.Resolution;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Approvals in a SQLite file. Every change is one durable transaction, with its records in the decision log of the same file.</summary>
/// <param name="database">The file.</param>
/// <param name="clock">The clock of deadlines and leases.</param>
/// <param name="writesRecords">False where the decision log is kept elsewhere: then the caller appends the records.</param>
public sealed class SqliteApprovalStore(SqliteDatabase database, TimeProvider clock, bool writesRecords = true)
    : IApprovalStore
{
    /// <inheritdoc />
    public IVoteInbox? Votes { get; } = new SqliteVoteInbox(database);

    /// <inheritdoc />
    public ValueTask<string> InitializeAsync(CancellationToken ct) => ValueTask.FromResult(database.StoreId);

    /// <inheritdoc />
    public ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return database.WriteAsync(
            transaction =>
            {
                var newest = SqliteRequests.Newest(transaction.Connection!, approval.Work.Key, transaction);
                var result = ApprovalMachine.Park(approval, newest, clock.GetUtcNow());
                if (!result.Created)
                {
                    return result;
                }

                SqliteRequests.Insert(transaction, result.Request);
                if (envelope is not null)
                {
                    SqliteEnvelopes.Save(transaction, result.Request.Id, envelope);
                }

                return result with
                {
                    RecordsWritten = Record(transaction, result.Records),
                };
            },
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) =>
        database.ReadAsync(connection => SqliteRequests.Get(connection, id), ct);

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        database.ReadAsync(connection => SqliteRequests.Newest(connection, workKey), ct);

    /// <inheritdoc />
    public ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct) =>
        database.ReadAsync(connection => SqliteEnvelopes.Get(connection, id), ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync(connection => SqliteRequests.List(connection, query), ct);
    }

    /// <inheritdoc />
    public ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        database.WriteAsync(
            transaction =>
            {
                var request = SqliteRequests.Get(transaction.Connection!, id, transaction);
                if (request is null)
                {
                    return ApprovalMachine.NotFound(id);
                }

                var change = ApprovalMachine.Apply(request, command, clock.GetUtcNow());
                if (change is { Succeeded: true, Request: { } changed })
                {
                    SqliteRequests.Update(transaction, changed);
                }

                if (change.Outbox is { } entry)
                {
                    SqliteOutbox.Save(transaction, entry);
                }

                return change with
                {
                    RecordsWritten = Record(transaction, change.Records),
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
    ) =>
        database.ReadAsync(
            connection =>
                SqliteRequests.Select(
                    connection,
                    "WHERE service = @service AND state = @state AND kind = @kind ORDER BY approved_at, number LIMIT @limit",
                    new
                    {
                        service,
                        state = (int)ApprovalState.Approved,
                        kind = (int)kind,
                        limit,
                    }
                ),
            ct
        );

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) =>
        database.ReadAsync(
            connection =>
                SqliteRequests.Select(
                    connection,
                    """
                    WHERE number IN (
                        SELECT number FROM requests WHERE service = @service AND due_at <= @now
                        UNION
                        SELECT number FROM requests WHERE service = @service AND state = 3 AND released_at < @before
                    )
                    ORDER BY changed_at, number LIMIT @limit
                    """,
                    new
                    {
                        service,
                        now = clock.GetUtcNow().UtcTicks,
                        before = releasedBefore.UtcTicks,
                        limit,
                    }
                ),
            ct
        );

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => database.ReadAsync(connection => SqliteOutbox.Pending(connection, service, kind, limit), ct);

    /// <inheritdoc />
    public async ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct) =>
        await database.WriteAsync(transaction => SqliteOutbox.Done(transaction, approvalId), ct);

    /// <inheritdoc />
    public async ValueTask DeferAsync(DeferredWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await database.WriteAsync(transaction => SqliteDeferrals.Save(transaction, work), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => database.ReadAsync(connection => SqliteDeferrals.Due(connection, service, kind, clock.GetUtcNow(), limit), ct);

    /// <inheritdoc />
    public async ValueTask DeferredDoneAsync(string id, CancellationToken ct) =>
        await database.WriteAsync(transaction => SqliteDeferrals.Delete(transaction, id), ct);

    private bool Record(SqliteTransaction transaction, IReadOnlyList<Audit.AuditEntry> records)
    {
        if (writesRecords)
        {
            SqliteChain.Append(transaction, records);
        }

        return writesRecords;
    }
}
