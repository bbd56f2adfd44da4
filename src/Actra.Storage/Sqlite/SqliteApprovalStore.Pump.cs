using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Storage;

public sealed partial class SqliteApprovalStore
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => _database.ReadAsync(connection => SqlitePumpQueries.Releasable(connection, service, kind, limit), ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) =>
        _database.ReadAsync(
            connection => SqlitePumpQueries.Due(connection, service, _clock.GetUtcNow(), releasedBefore, limit),
            ct
        );

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ErasableAsync(
        string service,
        DateTimeOffset closedBefore,
        int limit,
        CancellationToken ct
    ) => _database.ReadAsync(connection => SqlitePumpQueries.Erasable(connection, service, closedBefore, limit), ct);

    /// <inheritdoc />
    public ValueTask<ApprovalBacklog> BacklogAsync(string service, string requester, int cap, CancellationToken ct) =>
        _database.ReadAsync(connection => SqliteBacklog.Get(connection, service, requester, cap), ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => _database.ReadAsync(connection => SqliteOutbox.Pending(connection, service, kind, limit), ct);

    /// <inheritdoc />
    public async ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct) =>
        await _database.WriteAsync(transaction => SqliteOutbox.Done(transaction, approvalId), ct);

    /// <inheritdoc />
    public async ValueTask DeferAsync(DeferredWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ct.ThrowIfCancellationRequested();
        var body = StoredDeferral.Body(_codec, work);
        await _database.WriteAsync(transaction => SqliteDeferrals.Save(transaction, work, body), ct);
    }

    /// <inheritdoc />
    /// <exception cref="Model.ActraException">None of the work can be read; what cannot be read is left out as long as there is other work.</exception>
    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) =>
        _database.ReadAsync(
            connection => SqliteDeferrals.Due(connection, _codec, service, kind, _clock.GetUtcNow(), limit),
            ct
        );

    /// <inheritdoc />
    public async ValueTask DeferredDoneAsync(string id, CancellationToken ct) =>
        await _database.WriteAsync(transaction => SqliteDeferrals.Delete(transaction, id), ct);
}
