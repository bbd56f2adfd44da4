using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Storage;

/// <summary>What a pump asks for. States stand in the text, so that the partial indexes fit. Many pumps may read the same rows: the change decides who wins.</summary>
internal static class PostgresPumpQueries
{
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
}
