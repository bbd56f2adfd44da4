namespace Actra.Approvals;

/// <summary>Notices in this process's memory.</summary>
internal sealed class InMemoryNoticeOutbox : INoticeOutbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _notices = new(StringComparer.Ordinal);
    private long _number;

    public void Add(ApprovalNotice notice)
    {
        lock (_lock)
        {
            _notices.TryAdd(
                notice.Id,
                new Kept(new PendingNotice(notice, 0, [], notice.At), ++_number, DateTimeOffset.MinValue)
            );
        }
    }

    public ValueTask<IReadOnlyList<PendingNotice>> TakeAsync(
        string service,
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    )
    {
        lock (_lock)
        {
            var taken = _notices
                .Values.Where(kept => string.Equals(kept.Pending.Notice.Service, service, StringComparison.Ordinal))
                .Where(kept => !kept.Pending.Dead && kept.Pending.DueAt <= now && kept.TakenUntil <= now)
                .OrderBy(kept => kept.Number)
                .Take(limit)
                .ToList();
            foreach (var kept in taken)
            {
                _notices[kept.Pending.Notice.Id] = kept with { TakenUntil = now + lease };
            }

            return ValueTask.FromResult<IReadOnlyList<PendingNotice>>([.. taken.Select(kept => kept.Pending)]);
        }
    }

    public ValueTask DoneAsync(string noticeId, CancellationToken ct)
    {
        lock (_lock)
        {
            _notices.Remove(noticeId);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask SaveAsync(PendingNotice notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notice);
        lock (_lock)
        {
            if (_notices.TryGetValue(notice.Notice.Id, out var kept))
            {
                _notices[notice.Notice.Id] = kept with { Pending = notice, TakenUntil = DateTimeOffset.MinValue };
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<PendingNotice>> DeadAsync(string? service, int limit, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<PendingNotice>>([
                .. _notices
                    .Values.Where(kept => kept.Pending.Dead)
                    .Where(kept => service is null || kept.Pending.Notice.Service == service)
                    .OrderBy(kept => kept.Number)
                    .Select(kept => kept.Pending)
                    .Take(limit),
            ]);
        }
    }

    public ValueTask<bool> ReplayAsync(string noticeId, DateTimeOffset now, CancellationToken ct)
    {
        lock (_lock)
        {
            if (!_notices.TryGetValue(noticeId, out var kept) || !kept.Pending.Dead)
            {
                return ValueTask.FromResult(false);
            }

            var again = kept.Pending with { Attempts = 0, Dead = false, DueAt = now };
            _notices[noticeId] = kept with { Pending = again, TakenUntil = DateTimeOffset.MinValue };
            return ValueTask.FromResult(true);
        }
    }

    private sealed record Kept(PendingNotice Pending, long Number, DateTimeOffset TakenUntil);
}
