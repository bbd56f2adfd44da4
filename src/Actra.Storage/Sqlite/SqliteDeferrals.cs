using Actra.Approvals;
using Actra.Resolution;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Rows of work that was set aside.</summary>
internal static class SqliteDeferrals
{
    public static int Save(SqliteTransaction transaction, DeferredWork work, byte[] body) =>
        transaction.Run(
            """
            INSERT INTO deferred (key, service, kind, due_at, document, work) VALUES (@key, @Service, @kind, @due, @document, @body)
            ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at
            """,
            new
            {
                key = StoredDeferral.Key(work.Id),
                work.Service,
                kind = (int)work.Kind,
                due = work.DueAt.UtcTicks,
                document = StoredDeferral.WriteDocument(work),
                body,
            }
        );

    public static IReadOnlyList<DeferredWork> Due(
        SqliteConnection connection,
        EnvelopeCodec codec,
        string service,
        WorkKind kind,
        DateTimeOffset now,
        int limit
    ) =>
        StoredDeferral.Read(
            codec,
            service,
            kind,
            connection.Query<StoredDeferral.Row>(
                """
                SELECT due_at AS DueAt, document, CAST(work AS BLOB) AS Body FROM deferred
                WHERE service = @service AND kind = @kind AND due_at <= @now ORDER BY due_at, number LIMIT @limit
                """,
                new
                {
                    service,
                    kind = (int)kind,
                    now = now.UtcTicks,
                    limit,
                },
                buffered: false
            )
        );

    public static int Delete(SqliteTransaction transaction, string id) =>
        transaction.Run("DELETE FROM deferred WHERE key = @key", new { key = StoredDeferral.Key(id) });
}
