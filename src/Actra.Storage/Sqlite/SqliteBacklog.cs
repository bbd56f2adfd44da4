using Actra.Approvals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>How much waits, counted in the transaction of each change: asking costs the same however much it is.</summary>
internal static class SqliteBacklog
{
    public const string Tables = """
        CREATE TABLE backlog (service TEXT PRIMARY KEY, pending INTEGER NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE backlog_requesters (
            service   TEXT NOT NULL,
            requester TEXT NOT NULL,
            pending   INTEGER NOT NULL,
            PRIMARY KEY (service, requester)
        ) WITHOUT ROWID;
        """;

    public static ApprovalBacklog Get(SqliteConnection connection, string service, string requester, int cap)
    {
        var row = connection.QueryFirst<Row>(
            """
            SELECT (SELECT pending FROM backlog WHERE service = @service) AS Pending,
                   (SELECT bytes FROM backlog WHERE service = @service) AS Bytes,
                   (SELECT pending FROM backlog_requesters WHERE service = @service AND requester = @requester) AS Own,
                   (SELECT created_at FROM requests WHERE service = @service AND state = 1 ORDER BY place LIMIT 1) AS Oldest
            """,
            new { service, requester = Approver.Normalize(requester) }
        );
        return new ApprovalBacklog(
            Math.Min(row.Pending ?? 0, cap),
            Math.Min(row.Own ?? 0, cap),
            row.Bytes ?? 0,
            row.Oldest is { } oldest ? new DateTimeOffset(oldest, TimeSpan.Zero) : null
        );
    }

    /// <summary>Counts a request whose row was added.</summary>
    public static void Add(SqliteTransaction transaction, ApprovalRequest request) =>
        Count(transaction, request.Id, Pending(request), Open(request));

    /// <summary>Counts what has changed of a request.</summary>
    public static void Move(SqliteTransaction transaction, ApprovalRequest from, ApprovalRequest to) =>
        Count(transaction, to.Id, Pending(to) - Pending(from), Open(to) - Open(from));

    private static int Pending(ApprovalRequest request) => request.State == ApprovalState.Pending ? 1 : 0;

    private static int Open(ApprovalRequest request) => request.IsClosed ? 0 : 1;

    private static void Count(SqliteTransaction transaction, string id, int pending, int open)
    {
        var change = new
        {
            id,
            pending,
            open,
        };
        if (pending != 0 || open != 0)
        {
            transaction.Run(
                """
                INSERT INTO backlog SELECT service, @pending, @open * coalesce(size, 0) FROM requests WHERE id = @id
                ON CONFLICT (service) DO UPDATE SET pending = pending + excluded.pending, bytes = bytes + excluded.bytes
                """,
                change
            );
        }

        if (pending != 0)
        {
            transaction.Run(
                """
                INSERT INTO backlog_requesters SELECT service, requester, @pending FROM requests WHERE id = @id
                ON CONFLICT (service, requester) DO UPDATE SET pending = pending + excluded.pending
                """,
                change
            );
            transaction.Run(
                """
                DELETE FROM backlog_requesters
                WHERE (service, requester) = (SELECT service, requester FROM requests WHERE id = @id) AND pending = 0
                """,
                change
            );
        }
    }

    private sealed class Row
    {
        public long? Pending { get; init; }

        public long? Bytes { get; init; }

        public long? Own { get; init; }

        public long? Oldest { get; init; }
    }
}
