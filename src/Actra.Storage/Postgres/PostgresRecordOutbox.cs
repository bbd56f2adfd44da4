using Actra.Approvals;
using Actra.Audit;

namespace Actra.Storage;

/// <summary>Records on their way to a decision log elsewhere, in a PostgreSQL schema. One host has all that it took until it is done or its lease is over.</summary>
internal sealed class PostgresRecordOutbox(PostgresDatabase database) : IRecordOutbox
{
    public static string Table(string schema) =>
        $"""
            CREATE TABLE {schema}.record_outbox (
                number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                entry       text NOT NULL,
                taken_until bigint
            );
            CREATE INDEX record_outbox_taken ON {schema}.record_outbox (taken_until) WHERE taken_until IS NOT NULL
            """;

    public static void Add(PostgresUnit unit, string schema, IReadOnlyList<AuditEntry> records) =>
        unit.Add(
            $"""
            INSERT INTO {schema}.record_outbox (entry)
            SELECT entry FROM done, unnest(@entries) WITH ORDINALITY AS t (entry, place) ORDER BY place
            """,
            new { entries = records.Select(StoredJson.Write).ToArray() }
        );

    public ValueTask<IReadOnlyList<OutboxRecord>> TakeAsync(
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    ) =>
        database.WriteAsync(
            async session =>
            {
                var held = await session.FirstLockedAsync<bool>(
                    PostgresNames.Lock(session.Schema, "record outbox"),
                    $"SELECT EXISTS (SELECT FROM {session.Schema}.record_outbox WHERE taken_until > @now)",
                    new { now = now.UtcTicks }
                );
                return held ? [] : await TakeAsync(session, now + lease, limit);
            },
            ct
        );

    public async ValueTask DoneAsync(IReadOnlyList<OutboxRecord> records, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(records);
        await database.RunAsync(
            session =>
                session.RunAsync(
                    $"DELETE FROM {session.Schema}.record_outbox WHERE number = ANY(@numbers)",
                    new { numbers = records.Select(record => record.Number).ToArray() }
                ),
            ct
        );
    }

    private static async Task<IReadOnlyList<OutboxRecord>> TakeAsync(
        PostgresSession session,
        DateTimeOffset until,
        int limit
    )
    {
        var rows = await session.AllAsync<(long Number, string Entry)>(
            $"""
            WITH taken AS (
                UPDATE {session.Schema}.record_outbox SET taken_until = @until
                WHERE number IN (SELECT number FROM {session.Schema}.record_outbox ORDER BY number LIMIT @limit)
                RETURNING number, entry
            )
            SELECT number, entry FROM taken ORDER BY number
            """,
            new { until = until.UtcTicks, limit }
        );
        return [.. rows.Select(row => new OutboxRecord(row.Number, StoredJson.Entry(row.Number, row.Entry)))];
    }
}
