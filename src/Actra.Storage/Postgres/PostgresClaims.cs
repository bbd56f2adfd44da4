namespace Actra.Storage;

/// <summary>
/// Rows that somebody has to move, for many pumps: a handle that lists rows claims them, and others do not see them for a while. A claim is not prolonged, so
/// that a host that cannot move a row does not keep it from the others.
/// </summary>
internal static class PostgresClaims
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    /// <summary>Claims rows of <paramref name="table"/> and reads them, in the order given.</summary>
    /// <param name="session">A transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">Its unique column.</param>
    /// <param name="condition">Which rows are wanted; may use <c>@service</c>, <c>@kind</c> and <c>@now</c>.</param>
    /// <param name="order">Their order.</param>
    /// <param name="columns">What is read.</param>
    /// <param name="wanted">Whose rows, and how many.</param>
    public static Task<IEnumerable<T>> TakeAsync<T>(
        PostgresSession session,
        string table,
        string key,
        string condition,
        string order,
        string columns,
        Wanted wanted
    ) =>
        session.AllAsync<T>(
            $"""
            WITH free AS (
                SELECT * FROM {session.Schema}.{table}
                WHERE {condition} AND (claimed_by IS NULL OR claimed_by = @owner OR claimed_until <= @now)
                ORDER BY {order} LIMIT @limit FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE {session.Schema}.{table} SET claimed_by = @owner, claimed_until = @until
                WHERE {key} IN (SELECT {key} FROM free WHERE claimed_by IS NULL OR claimed_until <= @now)
            )
            SELECT {columns} FROM free ORDER BY {order}
            """,
            new
            {
                service = PostgresNames.Kept(wanted.Service),
                kind = (int)wanted.Kind,
                now = wanted.Now.UtcTicks,
                until = (wanted.Now + Length).UtcTicks,
                owner = wanted.Owner,
                limit = wanted.Limit,
            }
        );

    /// <summary>Whose rows, and how many.</summary>
    internal readonly record struct Wanted(
        string Owner,
        string Service,
        Resolution.WorkKind Kind,
        DateTimeOffset Now,
        int Limit
    );
}
