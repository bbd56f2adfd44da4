using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Notices in a PostgreSQL schema, stored in the transaction of their change.</summary>
internal sealed class PostgresNoticeOutbox(PostgresDatabase database) : INoticeOutbox
{
    public static string Table(string schema) =>
        $"""
            CREATE TABLE {schema}.notices (
                number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                id          text NOT NULL UNIQUE,
                service     text NOT NULL,
                due_at      bigint NOT NULL,
                dead        boolean NOT NULL DEFAULT false,
                document    text NOT NULL,
                taken_until bigint
            );
            CREATE INDEX notices_waiting ON {schema}.notices (service, number, due_at) WHERE NOT dead;
            CREATE INDEX notices_dead ON {schema}.notices (number) WHERE dead
            """;

    public static void Add(PostgresUnit unit, string schema, IReadOnlyList<ApprovalNotice> notices) =>
        unit.Add(
            $"""
            INSERT INTO {schema}.notices (id, service, due_at, document)
            SELECT t.id, t.service, t.due_at, t.document
            FROM done, unnest(@noticeIds, @noticeServices, @noticesDue, @notices) WITH ORDINALITY AS t (id, service, due_at, document, place)
            ORDER BY t.place
            ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                noticeIds = notices.Select(notice => notice.Id).ToArray(),
                noticeServices = notices.Select(notice => PostgresNames.Kept(notice.Service)).ToArray(),
                noticesDue = notices.Select(notice => notice.At.UtcTicks).ToArray(),
                notices = notices
                    .Select(notice => StoredJson.Write(new PendingNotice(notice, 0, [], notice.At)))
                    .ToArray(),
            }
        );

    public ValueTask<IReadOnlyList<PendingNotice>> TakeAsync(
        string service,
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    ) =>
        database.RunAsync(
            session =>
                ReadAsync(
                    session,
                    $"""
                    WITH free AS (
                        SELECT number FROM {session.Schema}.notices
                        WHERE service = @service AND NOT dead AND due_at <= @now AND coalesce(taken_until, 0) <= @now
                        ORDER BY number LIMIT @limit FOR UPDATE SKIP LOCKED
                    ), taken AS (
                        UPDATE {session.Schema}.notices SET taken_until = @until WHERE number IN (SELECT number FROM free)
                        RETURNING number, document
                    )
                    SELECT document FROM taken ORDER BY number
                    """,
                    new
                    {
                        service = PostgresNames.Kept(service),
                        now = now.UtcTicks,
                        until = (now + lease).UtcTicks,
                        limit,
                    }
                ),
            ct
        );

    public async ValueTask DoneAsync(string noticeId, CancellationToken ct) =>
        await database.RunAsync(
            session =>
                session.RunAsync(
                    $"DELETE FROM {session.Schema}.notices WHERE id = @id",
                    new { id = PostgresNames.Kept(noticeId) }
                ),
            ct
        );

    public async ValueTask SaveAsync(PendingNotice notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notice);
        await database.RunAsync(session => SaveAsync(session, notice), ct);
    }

    public ValueTask<IReadOnlyList<PendingNotice>> DeadAsync(string? service, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                ReadAsync(
                    session,
                    $"""
                    SELECT document FROM {session.Schema}.notices
                    WHERE dead {(service is null ? "" : "AND service = @service")} ORDER BY number LIMIT @limit
                    """,
                    new { service = PostgresNames.Kept(service ?? ""), limit }
                ),
            ct
        );

    public ValueTask<bool> ReplayAsync(string noticeId, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var document = await session.FirstAsync<string>(
                    $"SELECT document FROM {session.Schema}.notices WHERE id = @id AND dead FOR UPDATE",
                    new { id = PostgresNames.Kept(noticeId) }
                );
                if (document is null)
                {
                    return false;
                }

                var dead = StoredJson.Read<PendingNotice>(document);
                await SaveAsync(session, dead with { Attempts = 0, Dead = false, DueAt = now });
                return true;
            },
            ct
        );

    private static Task<int> SaveAsync(PostgresSession session, PendingNotice notice) =>
        session.RunAsync(
            $"""
            UPDATE {session.Schema}.notices SET due_at = @due, dead = @Dead, document = @document, taken_until = NULL
            WHERE id = @id
            """,
            new
            {
                id = PostgresNames.Kept(notice.Notice.Id),
                due = notice.DueAt.UtcTicks,
                notice.Dead,
                document = StoredJson.Write(notice),
            }
        );

    private static async Task<IReadOnlyList<PendingNotice>> ReadAsync(
        PostgresSession session,
        string sql,
        object parameters
    ) => [.. (await session.AllAsync<string>(sql, parameters)).Select(StoredJson.Read<PendingNotice>)];
}
