using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Rows of work that was set aside. Ids come from senders, so rows are found by a hash of them.</summary>
internal static class SqliteDeferrals
{
    public static int Save(SqliteTransaction transaction, DeferredWork work) =>
        transaction.Run(
            """
            INSERT INTO deferred (key, service, kind, due_at, document, body) VALUES (@key, @Service, @kind, @due, @document, @body)
            ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at
            """,
            new
            {
                key = Key(work.Id),
                work.Service,
                kind = (int)work.Kind,
                due = work.DueAt.UtcTicks,
                document = StoredJson.Write(
                    new Document(
                        work.Id,
                        work.Endpoint,
                        work.Attempt,
                        work.Reason,
                        work.Envelope.ContentType,
                        work.Envelope.Headers
                    )
                ),
                body = work.Envelope.Body.ToArray(),
            }
        );

    public static IReadOnlyList<DeferredWork> Due(
        SqliteConnection connection,
        string service,
        WorkKind kind,
        DateTimeOffset now,
        int limit
    ) =>
        [
            .. connection
                .Query<Row>(
                    """
                    SELECT due_at AS DueAt, document, body FROM deferred
                    WHERE service = @service AND kind = @kind AND due_at <= @now ORDER BY due_at, number LIMIT @limit
                    """,
                    new
                    {
                        service,
                        kind = (int)kind,
                        now = now.UtcTicks,
                        limit,
                    }
                )
                .Select(row => Read(service, kind, row)),
        ];

    public static int Delete(SqliteTransaction transaction, string id) =>
        transaction.Run("DELETE FROM deferred WHERE key = @key", new { key = Key(id) });

    private static DeferredWork Read(string service, WorkKind kind, Row row)
    {
        var document = StoredJson.Read<Document>(row.Document);
        return new DeferredWork(
            document.Id,
            service,
            kind,
            document.Endpoint,
            new WorkEnvelope(row.Body, document.ContentType, document.Headers),
            new DateTimeOffset(row.DueAt, TimeSpan.Zero),
            document.Attempt,
            document.Reason
        );
    }

    private static string Key(string id) => new CanonicalWriter("actra/deferred/1").Add(id).Hash();

    private sealed record Document(
        string Id,
        string Endpoint,
        int Attempt,
        string Reason,
        string ContentType,
        IReadOnlyDictionary<string, string> Headers
    );

    private sealed class Row
    {
        public long DueAt { get; init; }

        public string Document { get; init; } = "";

        public byte[] Body { get; init; } = [];
    }
}
