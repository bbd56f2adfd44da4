using Actra.Approvals;
using Actra.Audit;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Approvals in a SQLite file. Every change is one durable transaction, with its records in the decision log of the same file, or in the outbox for another.</summary>
public sealed partial class SqliteApprovalStore : IApprovalStore
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _clock;
    private readonly EnvelopeCodec _codec;
    private readonly StoredRecords _records;
    private readonly bool _keepsNotices;

    /// <summary>Keeps approvals with their records in the decision log of the same file.</summary>
    /// <param name="database">The file.</param>
    /// <param name="clock">The clock of deadlines and leases.</param>
    public SqliteApprovalStore(SqliteDatabase database, TimeProvider clock)
        : this(database, clock, new ApprovalStoreOptions()) { }

    /// <summary>Keeps approvals.</summary>
    /// <param name="database">The file.</param>
    /// <param name="clock">The clock of deadlines and leases.</param>
    /// <param name="options">How they are kept.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SqliteApprovalStore(SqliteDatabase database, TimeProvider clock, ApprovalStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(options);
        _database = database;
        _clock = clock;
        _codec = EnvelopeCodec.For(options);
        _records = options.Records;
        _keepsNotices = options.KeepsNotices;
        Votes = new SqliteVoteInbox(database);
        Notices = new SqliteNoticeOutbox(database);
        Records = new SqliteRecordOutbox(database);
    }

    /// <inheritdoc />
    public IVoteInbox? Votes { get; }

    /// <inheritdoc />
    public INoticeOutbox? Notices { get; }

    /// <summary>Records on their way to a decision log that is elsewhere; also those of before it was moved here.</summary>
    public IRecordOutbox? Records { get; }

    /// <inheritdoc />
    public ValueTask<string> InitializeAsync(CancellationToken ct) => ValueTask.FromResult(_database.StoreId);

    /// <inheritdoc />
    public ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(approval);
        ct.ThrowIfCancellationRequested();
        var work = envelope is null ? null : StoredEnvelope.Write(_codec, approval.Id, envelope);
        return _database.WriteAsync(
            transaction =>
            {
                var newest = SqliteRequests.Newest(transaction.Connection!, approval.Work.Key, transaction);
                var result = ApprovalMachine.Park(approval, newest, _clock.GetUtcNow());
                if (!result.Created)
                {
                    return result;
                }

                SqliteRequests.Insert(transaction, result.Request, work?.Body.Length);
                if (work is not null)
                {
                    SqliteEnvelopes.Save(transaction, result.Request.Id, work);
                }

                Keep(transaction, result.Notices);
                return result with { RecordsWritten = Record(transaction, result.Records) };
            },
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) =>
        _database.ReadAsync(connection => SqliteRequests.Get(connection, id), ct);

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        _database.ReadAsync(connection => SqliteRequests.Newest(connection, workKey), ct);

    /// <inheritdoc />
    /// <exception cref="Model.ActraException">The work was changed, or is encrypted with a key that is not among the store's.</exception>
    public async ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct)
    {
        var row = await _database.ReadAsync(connection => SqliteEnvelopes.Get(connection, id), ct);
        return row?.Read(_codec, id, contentType => contentType);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync(connection => new SqliteList(query).Read(connection), ct);
    }

    /// <inheritdoc />
    public ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        _database.WriteAsync(
            transaction =>
            {
                var request = SqliteRequests.Get(transaction.Connection!, id, transaction);
                if (request is null)
                {
                    return ApprovalMachine.NotFound(id);
                }

                var change = ApprovalMachine.Apply(request, command, _clock.GetUtcNow());
                if (change.ErasesWork && SqliteOutbox.Holds(transaction, id))
                {
                    change = ApprovalMachine.StillToBeMoved(request, change);
                }

                if (change is { Succeeded: true, Request: { } changed })
                {
                    SqliteRequests.Update(transaction, request, changed);
                    Keep(transaction, change.Notices);
                }

                if (change.ErasesWork)
                {
                    SqliteEnvelopes.Erase(transaction, id);
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

    private void Keep(SqliteTransaction transaction, IReadOnlyList<ApprovalNotice> notices) =>
        SqliteNoticeOutbox.Save(transaction, notices.Where(notice => _keepsNotices || notice.IsAlwaysKept));

    private bool Record(SqliteTransaction transaction, IReadOnlyList<AuditEntry> records)
    {
        switch (_records)
        {
            case StoredRecords.SameDatabase:
                SqliteChain.Append(transaction, records);
                return true;
            case StoredRecords.Outbox:
                SqliteRecordOutbox.Save(transaction, records);
                return true;
            default:
                return false;
        }
    }
}
