using Actra.Approvals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>
/// The step of the migration that brings what requests are found, counted and erased by, with that of the requests that are there already. Columns whose meaning
/// changes get new names: a program of before that still has the file open fails on them, and does not take stored work for a message.
/// </summary>
internal static class SqliteFinding
{
    private const int Page = 500;

    private const string Columns = """
        ALTER TABLE requests RENAME COLUMN document TO request;
        ALTER TABLE requests DROP COLUMN actions;
        ALTER TABLE requests ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE requests ADD COLUMN requester TEXT NOT NULL DEFAULT '';
        ALTER TABLE requests ADD COLUMN tenant TEXT;
        ALTER TABLE requests ADD COLUMN size INTEGER;
        ALTER TABLE envelopes RENAME COLUMN body TO work;
        ALTER TABLE deferred RENAME COLUMN body TO work;
        DROP INDEX requests_state;
        """;

    public static void Run(SqliteTransaction transaction)
    {
        transaction.Run(
            Columns
                + SqliteActions.Table
                + SqliteSearch.Table
                + SqliteBacklog.Tables
                + SqliteNoticeOutbox.Table
                + SqliteRecordOutbox.Table
        );
        Fill(transaction);
        transaction.Run("DROP INDEX requests_newest;" + SqliteList.Indexes + SqlitePumpQueries.Indexes);
    }

    private static void Fill(SqliteTransaction transaction)
    {
        var last = new Row { Number = -1 };
        var place = 0L;
        while (true)
        {
            var rows = transaction
                .Connection!.Query<Row>(
                    """
                    SELECT number, created_at AS CreatedAt, request,
                           (SELECT length(work) FROM envelopes WHERE approval_id = requests.id) AS Size
                    FROM requests WHERE (created_at, number) > (@CreatedAt, @Number) ORDER BY created_at, number LIMIT @Page
                    """,
                    new
                    {
                        last.CreatedAt,
                        last.Number,
                        Page,
                    },
                    transaction
                )
                .ToList();
            foreach (var row in rows)
            {
                place = Math.Max(row.CreatedAt, place + 1);
                Fill(transaction, row, place);
            }

            if (rows.Count < Page)
            {
                return;
            }

            last = rows[^1];
        }
    }

    private static void Fill(SqliteTransaction transaction, Row row, long place)
    {
        var request = StoredJson.Request(row.Request);
        transaction.Run(
            "UPDATE requests SET place = @place, requester = @requester, tenant = @Tenant, size = @Size WHERE number = @Number",
            new
            {
                place,
                requester = Approver.Normalize(request.Requester.Id),
                request.Tenant,
                row.Size,
                row.Number,
            }
        );
        SqliteActions.Add(transaction, request, place);
        SqliteSearch.Add(transaction, request, place);
        SqliteBacklog.Add(transaction, request);
    }

    private sealed class Row
    {
        public long Number { get; init; }

        public long CreatedAt { get; init; }

        public string Request { get; init; } = "";

        public long? Size { get; init; }
    }
}
