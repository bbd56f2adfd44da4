using Actra.Resolution;

namespace Actra.Approvals;

public sealed partial class InMemoryApprovalStore
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    )
    {
        lock (_lock)
        {
            return Answer(
                Of(service)
                    .Where(request => request.State == ApprovalState.Approved && request.Work.Kind == kind)
                    .OrderBy(request => request.ApprovedAt),
                limit
            );
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            return Answer(
                Of(service)
                    .Where(request =>
                        ApprovalMachine.DueAt(request) <= now
                        || (request.State == ApprovalState.Released && request.ReleasedAt < releasedBefore)
                    )
                    .OrderBy(request => request.ChangedAt),
                limit
            );
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    )
    {
        lock (_lock)
        {
            return Answer(
                _outbox
                    .Values.Where(entry => string.Equals(entry.Service, service, StringComparison.Ordinal))
                    .Where(entry => entry.Kind == kind)
                    .OrderBy(entry => entry.CreatedAt),
                limit
            );
        }
    }

    /// <inheritdoc />
    public ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct)
    {
        lock (_lock)
        {
            _outbox.Remove(approvalId);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask DeferAsync(DeferredWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ct.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _deferred[work.Id] = _deferred.TryGetValue(work.Id, out var kept)
                ? kept with
                {
                    DueAt = work.DueAt,
                }
                : work with
                {
                    Envelope = Copy(work.Envelope)!,
                };
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            return Answer(
                _deferred
                    .Values.Where(work => string.Equals(work.Service, service, StringComparison.Ordinal))
                    .Where(work => work.Kind == kind && work.DueAt <= now)
                    .OrderBy(work => work.DueAt),
                limit
            );
        }
    }

    /// <inheritdoc />
    public ValueTask DeferredDoneAsync(string id, CancellationToken ct)
    {
        lock (_lock)
        {
            _deferred.Remove(id);
        }

        return ValueTask.CompletedTask;
    }

    private IEnumerable<ApprovalRequest> Of(string service) =>
        _requests
            .Values.Select(kept => kept.Request)
            .Where(request => string.Equals(request.Work.Service, service, StringComparison.Ordinal));
}
