using Actra.Approvals;
using Actra.Audit;

namespace Actra.Storage;

/// <summary>
/// Approvals in a PostgreSQL schema, for hosts on many machines. Every change is one durable transaction, with all that follows from it; of two that come at once
/// one wins, and the other is looked at again. Rows of the outbox and of work set aside that one handle has listed are hidden from others for a minute.
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
    public async ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(approval);
        var work = envelope is null ? null : StoredEnvelope.Write(_codec, approval.Id, envelope);

        // Before the first request for a piece of work there is none: nothing need be read to know that, and the statement sees it where that is wrong.
        var newest = approval.Generation == 1 ? null : await FindAsync(approval.Work.Key, ct);
        while (true)
        {
            var result = ApprovalMachine.Park(approval, newest, _clock.GetUtcNow());
            if (!result.Created)
            {
                return result;
            }

            if (await InsertAsync(result, newest?.Generation ?? 0, work, ct))
            {
                return result with { RecordsWritten = WritesRecords };
            }

            newest = await FindAsync(approval.Work.Key, ct);
        }
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
    public async ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct)
    {
        while (true)
        {
            var request = await GetAsync(id, ct);
            if (request is null)
            {
                return ApprovalMachine.NotFound(id);
            }

            var change = ApprovalMachine.Apply(request, command, _clock.GetUtcNow());
            if (change.ErasesWork && await _database.ReadAsync(session => PostgresOutbox.HasAsync(session, id), ct))
            {
                change = ApprovalMachine.StillToBeMoved(request, change);
            }

            if (await SaveAsync(change, ct))
            {
                return change with { RecordsWritten = WritesRecords };
            }
        }
    }

    private bool WritesRecords => _recordsTo != StoredRecords.Caller;

    /// <returns>False where somebody else has made a request for the work meanwhile.</returns>
    private ValueTask<bool> InsertAsync(ParkResult parked, int known, StoredEnvelope? work, CancellationToken ct)
    {
        var (schema, request) = (_database.Schema, parked.Request);
        var unit = PostgresRequests.Insert(schema, request, known, work?.Body.Length);
        PostgresListing.Save(unit, schema, request);
        if (work is not null)
        {
            PostgresEnvelopes.Save(unit, schema, work);
        }

        if (Keep(unit, parked.Notices))
        {
            PostgresWake.Tell(unit, schema, request.Work.Service);
        }

        return RunAsync(unit, parked.Records, PostgresRequests.LockOf(schema, request), ct);
    }

    /// <returns>False where somebody else has changed the request meanwhile.</returns>
    private async ValueTask<bool> SaveAsync(ApprovalChange change, CancellationToken ct)
    {
        if (change is not { Succeeded: true, Request: { } request })
        {
            return change.Records.Count == 0
                || !WritesRecords
                || await RunAsync(PostgresRequests.Nothing(), change.Records, null, ct);
        }

        var schema = _database.Schema;
        var unit = PostgresRequests.Update(schema, request, erased: change.ErasesWork);
        if (change.ErasesWork)
        {
            PostgresEnvelopes.Erase(unit, schema);
            PostgresListing.Renew(unit, schema, request);
        }

        if (change.Outbox is { } entry)
        {
            PostgresOutbox.Save(unit, schema, entry);
        }

        // The server lets transactions that tell commit one by one: only those tell that a pump waits for.
        if (Keep(unit, change.Notices) || change.Outbox is not null || request.State == ApprovalState.Approved)
        {
            PostgresWake.Tell(unit, schema, request.Work.Service);
        }

        return await RunAsync(unit, change.Records, null, ct);
    }

    /// <returns>True where there is something to tell.</returns>
    private bool Keep(PostgresUnit unit, IReadOnlyList<ApprovalNotice> notices)
    {
        ApprovalNotice[] kept = [.. notices.Where(notice => _keepsNotices || notice.IsAlwaysKept)];
        if (kept.Length > 0)
        {
            PostgresNoticeOutbox.Add(unit, _database.Schema, kept);
        }

        return kept.Length > 0;
    }

    private async ValueTask<bool> RunAsync(
        PostgresUnit unit,
        IReadOnlyList<AuditEntry> records,
        long? alone,
        CancellationToken ct
    )
    {
        var chains = records.Count > 0 && _recordsTo == StoredRecords.SameDatabase;
        if (chains)
        {
            PostgresChain.Leave(unit, _database.Schema, records);
        }
        else if (records.Count > 0 && _recordsTo == StoredRecords.Outbox)
        {
            PostgresRecordOutbox.Add(unit, _database.Schema, records);
        }

        var done = await _database.RunAsync(session => unit.RunAsync(session, alone), ct) is not null;
        if (done && chains)
        {
            _database.Sequencer.Wake();
        }

        return done;
    }
}
