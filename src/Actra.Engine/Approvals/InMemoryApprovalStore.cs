namespace Actra.Approvals;

/// <summary>Keeps requests in this process's memory, for tests and trials: a restart forgets them, and parked work with them.</summary>
/// <param name="clock">The clock of deadlines and leases.</param>
/// <param name="keepsNotices">True where somebody wants to be told of changes, and takes <see cref="Notices"/>.</param>
public sealed partial class InMemoryApprovalStore(TimeProvider clock, bool keepsNotices = false) : IApprovalStore
{
    private readonly InMemoryNoticeOutbox _notices = new();
    private readonly Lock _lock = new();
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, Kept> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ApprovalOutboxEntry> _outbox = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeferredWork> _deferred = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IVoteInbox? Votes { get; } = new InMemoryVoteInbox();

    /// <inheritdoc />
    public INoticeOutbox? Notices => _notices;

    /// <inheritdoc />
    public ValueTask<string> InitializeAsync(CancellationToken ct) => ValueTask.FromResult(_id);

    /// <inheritdoc />
    public ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(approval);
        ct.ThrowIfCancellationRequested();
        var key = approval.Work.Key;
        lock (_lock)
        {
            var newest = _newest.TryGetValue(key, out var id) ? _requests[id].Request : null;
            var result = ApprovalMachine.Park(approval, newest, clock.GetUtcNow());
            if (result.Created)
            {
                _requests[result.Request.Id] = new Kept(result.Request, Copy(envelope), _requests.Count);
                _newest[key] = result.Request.Id;
                Keep(result.Notices);
            }

            return ValueTask.FromResult(result);
        }
    }

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_requests.GetValueOrDefault(id)?.Request);
        }
    }

    /// <inheritdoc />
    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_newest.TryGetValue(workKey, out var id) ? _requests[id].Request : null);
        }
    }

    /// <inheritdoc />
    public ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_requests.GetValueOrDefault(id)?.Envelope);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_lock)
        {
            var found = _requests
                .Values.Where(kept => query.Matches(kept.Request))
                .OrderByDescending(kept => kept.Request.CreatedAt)
                .ThenByDescending(kept => kept.Number)
                .Select(kept => kept.Request);
            if (query.After is { } after)
            {
                found = _requests.TryGetValue(after, out var last)
                    ? found.Where(request => IsOlder(_requests[request.Id], last))
                    : [];
            }

            return Answer(found, Math.Clamp(query.Limit, 1, ApprovalQuery.LongestPage));
        }
    }

    /// <inheritdoc />
    public ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_requests.TryGetValue(id, out var kept))
            {
                return ValueTask.FromResult(ApprovalMachine.NotFound(id));
            }

            var change = ApprovalMachine.Apply(kept.Request, command, clock.GetUtcNow());
            if (change.ErasesWork && _outbox.ContainsKey(id))
            {
                change = ApprovalMachine.StillToBeMoved(kept.Request, change);
            }

            if (change is { Succeeded: true, Request: { } request })
            {
                _requests[id] = kept with { Request = request, Envelope = change.ErasesWork ? null : kept.Envelope };
                Keep(change.Notices);
            }

            if (change.Outbox is { } entry)
            {
                _outbox[id] = entry;
            }

            return ValueTask.FromResult(change);
        }
    }

    private void Keep(IReadOnlyList<ApprovalNotice> notices)
    {
        foreach (var notice in notices.Where(notice => keepsNotices || notice.IsAlwaysKept))
        {
            _notices.Add(notice);
        }
    }

    private static bool IsOlder(Kept kept, Kept than) =>
        (kept.Request.CreatedAt, kept.Number).CompareTo((than.Request.CreatedAt, than.Number)) < 0;

    private static ValueTask<IReadOnlyList<T>> Answer<T>(IEnumerable<T> found, int limit) =>
        ValueTask.FromResult<IReadOnlyList<T>>([.. found.Take(limit)]);

    private static WorkEnvelope? Copy(WorkEnvelope? envelope) =>
        envelope is null
            ? null
            : new WorkEnvelope(
                envelope.Body.ToArray(),
                envelope.ContentType,
                new Dictionary<string, string>(envelope.Headers, StringComparer.Ordinal)
            );

    private sealed record Kept(ApprovalRequest Request, WorkEnvelope? Envelope, int Number);
}
