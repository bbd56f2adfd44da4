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

    public static void Add(SqliteTransaction transaction, ApprovalRequest request, long? size) =>
        Count(
            transaction,
            request,
            request.State == ApprovalState.Pending ? 1 : 0,
            request.IsClosed ? 0 : size.GetValueOrDefault()
        );

    public static void Move(SqliteTransaction transaction, ApprovalRequest from, ApprovalRequest to)
    {
        var closes = to.IsClosed && !from.IsClosed;
        Count(
            transaction,
            to,
            (to.State == ApprovalState.Pending ? 1 : 0) - (from.State == ApprovalState.Pending ? 1 : 0),
            closes ? -Size(transaction, to.Id) : 0
        );
    }

    private static long Size(SqliteTransaction transaction, string id) =>
        transaction.Connection!.ExecuteScalar<long?>(
            "SELECT size FROM requests WHERE id = @id",
            new { id },
            transaction
        ) ?? 0;

    private static void Count(SqliteTransaction transaction, ApprovalRequest request, int pending, long bytes)
    {
        var change = new
        {
            request.Work.Service,
            requester = Approver.Normalize(request.Requester.Id),
            pending,
            bytes,
        };
        if (pending != 0 || bytes != 0)
        {
            transaction.Run(
                """
                INSERT INTO backlog VALUES (@Service, @pending, @bytes)
                ON CONFLICT (service) DO UPDATE SET pending = pending + excluded.pending, bytes = bytes + excluded.bytes
                """,
                change
            );
        }

        if (pending != 0)
        {
            transaction.Run(
                """
                INSERT INTO backlog_requesters VALUES (@Service, @requester, @pending)
                ON CONFLICT (service, requester) DO UPDATE SET pending = pending + excluded.pending
                """,
                change
            );
            transaction.Run(
                "DELETE FROM backlog_requesters WHERE service = @Service AND requester = @requester AND pending = 0",
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
