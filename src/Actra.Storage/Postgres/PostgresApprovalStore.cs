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
    private readonly PostgresSeen _seen = new();

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
        Wake = database.Wake;
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
    public async ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) =>
        _seen.Add(await _database.ReadAsync(session => PostgresRequests.GetAsync(session, id), ct));

    /// <inheritdoc />
    public async ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        _seen.Add(await _database.ReadAsync(session => PostgresRequests.NewestAsync(session, workKey), ct));

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
        // What is refused by what was seen is looked at again: it may have changed since.
        if (_seen.Find(id) is { } seen)
        {
            var guess = ApprovalMachine.Apply(seen, command, _clock.GetUtcNow());
            if (guess is { Succeeded: true, ErasesWork: false } && await SaveAsync(seen, guess, ct))
            {
                return guess with { RecordsWritten = WritesRecords };
            }
        }

        while (true)
        {
            if (await GetAsync(id, ct) is not { } request)
            {
                return ApprovalMachine.NotFound(id);
            }

            var change = ApprovalMachine.Apply(request, command, _clock.GetUtcNow());
            if (change.ErasesWork && await _database.ReadAsync(session => PostgresOutbox.HasAsync(session, id), ct))
            {
                change = ApprovalMachine.StillToBeMoved(request, change);
            }

            if (await SaveAsync(request, change, ct))
            {
                return change with { RecordsWritten = WritesRecords };
            }
        }
    }

    private bool WritesRecords => _recordsTo != StoredRecords.Caller;

    /// <returns>False where somebody else has made a request for the work meanwhile.</returns>
    private async ValueTask<bool> InsertAsync(ParkResult parked, int known, StoredEnvelope? work, CancellationToken ct)
    {
        var (schema, request) = (_database.Schema, parked.Request);
        var unit = PostgresRequests.Insert(schema, request, known, work?.Body.Length);
        PostgresListing.Save(unit, schema, request);
        if (work is not null)
        {
            PostgresEnvelopes.Save(unit, schema, work);
        }

        var tells = Keep(unit, parked.Notices);
        return await RunAsync(unit, request, tells, parked.Records, ct, PostgresRequests.LockOf(schema, request));
    }

    /// <returns>False where somebody else has changed the request meanwhile.</returns>
    private async ValueTask<bool> SaveAsync(ApprovalRequest from, ApprovalChange change, CancellationToken ct)
    {
        if (change is not { Succeeded: true, Request: { } request })
        {
            return change.Records.Count == 0
                || !WritesRecords
                || await RunAsync(PostgresRequests.Nothing(), null, false, change.Records, ct);
        }

        var schema = _database.Schema;
        var unit = PostgresRequests.Update(schema, from, request, erased: change.ErasesWork);
        if (change.ErasesWork)
        {
            PostgresEnvelopes.Erase(unit, schema);
            PostgresListing.Renew(unit, schema, request);
        }

        if (change.Outbox is { } entry)
        {
            PostgresOutbox.Save(unit, schema, entry);
        }

        var tells = Keep(unit, change.Notices) || change.Outbox is not null || request.State == ApprovalState.Approved;
        return await RunAsync(unit, request, tells, change.Records, ct);
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
        ApprovalRequest? changed,
        bool tells,
        IReadOnlyList<AuditEntry> records,
        CancellationToken ct,
        long? alone = null
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

        if (await _database.RunAsync(session => unit.RunAsync(session, alone), ct) is null)
        {
            return false;
        }

        _seen.Add(changed);
        if (chains)
        {
            _database.Chaining.Wake();
        }

        if (tells)
        {
            _database.Wake.Tell(changed!.Work.Service);
        }

        return true;
    }
}
