using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>
/// The places of requests in all lists: when the work was parked, in ticks, or the next tick that nobody has. One number orders the pages of every index, the
/// search's included, and says where a page ends.
/// </summary>
internal static class SqlitePlaces
{
    public static long Next(SqliteTransaction transaction, DateTimeOffset createdAt)
    {
        var connection = transaction.Connection!;
        var time = createdAt.UtcTicks;
        var last = connection.QueryFirstOrDefault<Last>(
            "SELECT place, created_at AS CreatedAt FROM requests ORDER BY place DESC LIMIT 1",
            transaction: transaction
        );
        return last is null ? time
            : time >= last.CreatedAt ? Math.Max(time, last.Place + 1)
            : connection.ExecuteScalar<long>(
                """
                WITH RECURSIVE free (place) AS (
                    SELECT @time
                    UNION ALL
                    SELECT place + 1 FROM free WHERE EXISTS (SELECT 1 FROM requests WHERE requests.place = free.place)
                )
                SELECT max(place) FROM free
                """,
                new { time },
                transaction
            );
    }

    private sealed class Last
    {
        public long Place { get; init; }

        public long CreatedAt { get; init; }
    }
}
