using Actra.Approvals;
using Actra.Audit;

namespace Actra.Storage;

/// <summary>
/// Approvals in a PostgreSQL schema, for hosts on many machines. Every change is one durable transaction that holds the request's row, with all that follows from
/// it. Rows of the outbox and of work set aside that one handle has listed are hidden from others for a minute.
/// </summary>
public sealed partial class PostgresApprovalStore : IApprovalStore
{
    private readonly PostgresDatabase _database;
    private readonly TimeProvider _clock;
    private readonly StoredRecords _recordsTo;
    private readonly bool _keepsNotices;
    private readonly EnvelopeCodec _codec;

    /// <summary>Creates a store.</summary>
    /// <param name="database">The schema.</param>
    /// <param name="clock">The clock of deadlines and leases.</param>
    /// <param name="options">How approvals are kept; the defaults where null.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PostgresApprovalStore(PostgresDatabase database, TimeProvider clock, ApprovalStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(clock);
        options ??= new ApprovalStoreOptions();
        (_database, _clock) = (database, clock);
        (_recordsTo, _keepsNotices) = (options.Records, options.KeepsNotices);
        _codec = EnvelopeCodec.For(options);
        Votes = new PostgresVoteInbox(database);
        Notices = new PostgresNoticeOutbox(database);
        Records = new PostgresRecordOutbox(database);
        Wake = new PostgresWake(database);
    }

    /// <inheritdoc />
    public IVoteInbox? Votes { get; }

    /// <inheritdoc />
    public INoticeOutbox? Notices { get; }

    /// <summary>Records on their way to a decision log that is elsewhere: also those that are left of a time when it was.</summary>
    public IRecordOutbox? Records { get; }

    /// <inheritdoc />
    public IApprovalWake? Wake { get; }

    /// <inheritdoc />
    public ValueTask<string> InitializeAsync(CancellationToken ct) => ValueTask.FromResult(_database.StoreId);

    /// <inheritdoc />
    public ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(approval);
        var work = envelope is null ? null : StoredEnvelope.Write(_codec, approval.Id, envelope);
        return _database.WriteAsync(
            async session =>
            {
                var newest = await PostgresRequests.NewestAloneAsync(session, approval.Work.Key);
                var result = ApprovalMachine.Park(approval, newest, _clock.GetUtcNow());
                if (!result.Created)
                {
                    return result;
                }

                await PostgresRequests.InsertAsync(session, result.Request, work?.Body.Length);
                if (work is not null)
                {
                    await PostgresEnvelopes.SaveAsync(session, result.Request.Id, work);
                }

                await TellAsync(session, result.Request, result.Notices);
                return result with { RecordsWritten = await RecordAsync(session, result.Records) };
            },
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) =>
        _database.ReadAsync(session => PostgresRequests.GetAsync(session, id), ct);

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        _database.ReadAsync(session => PostgresRequests.NewestAsync(session, workKey), ct);

    /// <inheritdoc />
    public ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct) =>
        _database.ReadAsync(session => PostgresEnvelopes.GetAsync(session, _codec, id), ct);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The text that is searched has more than 1,000 words.</exception>
    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync(session => PostgresLists.ListAsync(session, query), ct);
    }

    /// <inheritdoc />
    public ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        _database.WriteAsync(
            async session =>
            {
                var request = await PostgresRequests.GetAsync(session, id, toChange: true);
                if (request is null)
                {
                    return ApprovalMachine.NotFound(id);
                }

                var change = ApprovalMachine.Apply(request, command, _clock.GetUtcNow());
                if (change.ErasesWork && await PostgresOutbox.HasAsync(session, id))
                {
                    change = ApprovalMachine.StillToBeMoved(request, change);
                }

                if (change is { Succeeded: true, Request: { } changed })
                {
                    await SaveAsync(session, change, changed);
                }

                return change with
                {
                    RecordsWritten = await RecordAsync(session, change.Records),
                };
            },
            ct
        );

    private async Task SaveAsync(PostgresSession session, ApprovalChange change, ApprovalRequest changed)
    {
        await PostgresRequests.UpdateAsync(session, changed, erased: change.ErasesWork);
        if (change.ErasesWork)
        {
            await PostgresEnvelopes.EraseAsync(session, changed.Id);
        }

        if (change.Outbox is { } entry)
        {
            await PostgresOutbox.SaveAsync(session, entry);
        }

        await TellAsync(
            session,
            changed,
            change.Notices,
            moves: change.Outbox is not null || changed.State == ApprovalState.Approved
        );
    }

    /// <summary>Keeps notices, and tells the pumps where one of them has something to do.</summary>
    private async Task TellAsync(
        PostgresSession session,
        ApprovalRequest request,
        IReadOnlyList<ApprovalNotice> notices,
        bool moves = false
    )
    {
        ApprovalNotice[] kept = [.. notices.Where(notice => _keepsNotices || notice.IsAlwaysKept)];
        if (kept.Length > 0)
        {
            await PostgresNoticeOutbox.AddAsync(session, kept);
        }

        if (moves || kept.Length > 0)
        {
            await PostgresWake.NotifyAsync(session, request.Work.Service);
        }
    }

    /// <summary>Records what happened; comes last, see <see cref="PostgresChain"/>.</summary>
    /// <returns>False where the caller has to.</returns>
    private async Task<bool> RecordAsync(PostgresSession session, IReadOnlyList<AuditEntry> records)
    {
        if (records.Count > 0 && _recordsTo != StoredRecords.Caller)
        {
            await (
                _recordsTo == StoredRecords.Outbox
                    ? PostgresRecordOutbox.AddAsync(session, records)
                    : PostgresChain.AppendAsync(session, records)
            );
        }

        return _recordsTo != StoredRecords.Caller;
    }
}
