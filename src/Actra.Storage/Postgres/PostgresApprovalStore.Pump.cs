using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Storage;

public sealed partial class PostgresApprovalStore
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    )
    {
        var requests = await _database.ReadAsync(
            session => PostgresPumpQueries.ReleasableAsync(session, service, kind, limit),
            ct
        );
        foreach (var request in requests)
        {
            _seen.Add(request);
        }

        return requests;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    )
    {
        // Hosts that died have left their records to those that live.
        if (!_database.IsReadOnly)
        {
            _database.Chaining.Wake();
        }

        return _database.ReadAsync(
            session => PostgresPumpQueries.DueAsync(session, service, _clock.GetUtcNow(), releasedBefore, limit),
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => _database.RunAsync(session => PostgresOutbox.TakeAsync(session, Wanted(service, kind, limit)), ct);

    /// <inheritdoc />
    public async ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct) =>
        await _database.RunAsync(session => PostgresOutbox.DoneAsync(session, approvalId), ct);

    /// <inheritdoc />
    public async ValueTask DeferAsync(DeferredWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _database.RunAsync(session => PostgresDeferrals.SaveAsync(session, _codec, work), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => _database.RunAsync(session => PostgresDeferrals.TakeAsync(session, _codec, Wanted(service, kind, limit)), ct);

    /// <inheritdoc />
    public async ValueTask DeferredDoneAsync(string id, CancellationToken ct) =>
        await _database.RunAsync(session => PostgresDeferrals.DeleteAsync(session, id), ct);

    /// <inheritdoc />
    /// <remarks>The size is that of at most <paramref name="cap"/> pieces of work, or 100,000 where that is more.</remarks>
    public ValueTask<ApprovalBacklog> BacklogAsync(string service, string requester, int cap, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(requester);
        ArgumentOutOfRangeException.ThrowIfLessThan(cap, 1);
        return _database.ReadAsync(session => PostgresPumpQueries.BacklogAsync(session, service, requester, cap), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ErasableAsync(
        string service,
        DateTimeOffset closedBefore,
        int limit,
        CancellationToken ct
    ) => _database.ReadAsync(session => PostgresPumpQueries.ErasableAsync(session, service, closedBefore, limit), ct);

    private PostgresClaims.Wanted Wanted(string service, WorkKind kind, int limit) =>
        new(_database.Owner, service, kind, _clock.GetUtcNow(), limit);
}
