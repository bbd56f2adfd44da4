using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Storage;

/// <summary>What a pump asks for. States stand in the text, so that the partial indexes fit. Many pumps may read the same rows: the change decides who wins.</summary>
internal static class PostgresPumpQueries
{
    /// <summary>How many pieces of parked work are added up at most, so that counting never takes long.</summary>
    private const int MostWeighed = 100_000;

    public static Task<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        PostgresSession session,
        string service,
        WorkKind kind,
        int limit
    ) =>
        PostgresRequests.SelectAsync(
            session,
            $"WHERE service = @service AND kind = @kind AND state = {(int)ApprovalState.Approved} ORDER BY approved_at, number LIMIT @limit",
            new
            {
                service = PostgresNames.Kept(service),
                kind = (int)kind,
                limit,
            }
        );

    public static Task<IReadOnlyList<ApprovalRequest>> DueAsync(
        PostgresSession session,
        string service,
        DateTimeOffset now,
        DateTimeOffset releasedBefore,
        int limit
    ) =>
        PostgresRequests.SelectAsync(
            session,
            $"""
            WHERE number IN (
                SELECT number FROM {session.Schema}.requests WHERE service = @service AND due_at <= @now
                UNION
                SELECT number FROM {session.Schema}.requests
                WHERE service = @service AND state = {(int)ApprovalState.Released} AND released_at < @before
            )
            ORDER BY changed_at, number LIMIT @limit
            """,
            new
            {
                service = PostgresNames.Kept(service),
                now = now.UtcTicks,
                before = releasedBefore.UtcTicks,
                limit,
            }
        );

    public static async Task<ApprovalBacklog> BacklogAsync(
        PostgresSession session,
        string service,
        string requester,
        int cap
    )
    {
        var requests = $"{session.Schema}.requests WHERE service = @service";
        var pending = $"state = {(int)ApprovalState.Pending}";
        var counted = await session.FirstAsync<(long Pending, long Own, long Bytes, long? Oldest)>(
            $"""
            SELECT (SELECT count(*) FROM (SELECT FROM {requests} AND {pending} LIMIT @cap) p),
                   (SELECT count(*) FROM (SELECT FROM {requests} AND requester = @requester AND {pending} LIMIT @cap) o),
                   (SELECT coalesce(sum(bytes), 0)::bigint FROM (
                       SELECT bytes FROM {requests} AND bytes IS NOT NULL AND {PostgresStates.Open} LIMIT @most) b),
                   (SELECT created_at FROM {requests} AND {pending} ORDER BY created_at LIMIT 1)
            """,
            new
            {
                service = PostgresNames.Kept(service),
                requester = PostgresNames.Kept(Approver.Normalize(requester)),
                cap,
                most = Math.Max(cap, MostWeighed),
            }
        );
        return new ApprovalBacklog(
            counted.Pending,
            counted.Own,
            counted.Bytes,
            counted.Oldest is { } oldest ? new DateTimeOffset(oldest, TimeSpan.Zero) : null
        );
    }

    public static Task<IReadOnlyList<ApprovalRequest>> ErasableAsync(
        PostgresSession session,
        string service,
        DateTimeOffset closedBefore,
        int limit
    ) =>
        PostgresRequests.SelectAsync(
            session,
            $"""
            r WHERE service = @service AND changed_at < @before AND bytes IS NOT NULL AND {PostgresStates.Closed}
            AND NOT EXISTS (SELECT FROM {session.Schema}.outbox WHERE approval_id = r.id AND NOT done)
            ORDER BY changed_at, number LIMIT @limit
            """,
            new
            {
                service = PostgresNames.Kept(service),
                before = closedBefore.UtcTicks,
                limit,
            }
        );
}
