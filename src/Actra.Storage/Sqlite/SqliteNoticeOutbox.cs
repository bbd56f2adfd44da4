using Actra.Approvals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Notices in a SQLite file.</summary>
internal sealed class SqliteNoticeOutbox(SqliteDatabase database) : INoticeOutbox
{
    public const string Table = """
        CREATE TABLE notices (
            number   INTEGER PRIMARY KEY AUTOINCREMENT,
            id       TEXT NOT NULL UNIQUE,
            service  TEXT NOT NULL,
            ready_at INTEGER NOT NULL,
            dead     INTEGER NOT NULL,
            notice   TEXT NOT NULL
        );
        CREATE INDEX notices_ready ON notices (service, number, ready_at) WHERE dead = 0;
        CREATE INDEX notices_dead ON notices (number) WHERE dead = 1;
        """;

    public const string Ready =
        "WHERE service = @service AND dead = 0 AND ready_at <= @now ORDER BY number LIMIT @limit";

    private const string Update = "UPDATE notices SET ready_at = @ready, dead = @Dead, notice = @notice WHERE id = @id";

    public static void Save(SqliteTransaction transaction, IEnumerable<ApprovalNotice> notices)
    {
        foreach (var notice in notices)
        {
            transaction.Run(
                "INSERT OR IGNORE INTO notices (id, service, ready_at, dead, notice) VALUES (@id, @Service, @ready, @Dead, @notice)",
                Row(new PendingNotice(notice, 0, [], notice.At))
            );
        }
    }

    public async ValueTask<IReadOnlyList<PendingNotice>> TakeAsync(
        string service,
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    )
    {
        var wanted = new
        {
            service,
            now = now.UtcTicks,
            until = (now + lease).UtcTicks,
            limit,
        };

        // Most rounds find nothing, and nothing takes no write lock.
        return await database.ReadAsync(c => c.Query<long>("SELECT number FROM notices " + Ready, wanted).Any(), ct)
            ? await database.WriteAsync(
                transaction =>
                {
                    var taken = transaction.Connection!.Query<string>(
                        "SELECT notice FROM notices " + Ready,
                        wanted,
                        transaction
                    );
                    transaction.Run(
                        $"UPDATE notices SET ready_at = @until WHERE number IN (SELECT number FROM notices {Ready})",
                        wanted
                    );
                    return Read(taken);
                },
                ct
            )
            : [];
    }

    public async ValueTask DoneAsync(string noticeId, CancellationToken ct) =>
        await database.WriteAsync(
            transaction => transaction.Run("DELETE FROM notices WHERE id = @noticeId", new { noticeId }),
            ct
        );

    public async ValueTask SaveAsync(PendingNotice notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notice);
        await database.WriteAsync(transaction => transaction.Run(Update, Row(notice)), ct);
    }

    public ValueTask<IReadOnlyList<PendingNotice>> DeadAsync(string? service, int limit, CancellationToken ct) =>
        database.ReadAsync(
            connection =>
                Read(
                    connection.Query<string>(
                        """
                        SELECT notice FROM notices WHERE dead = 1 AND (@service IS NULL OR +service = @service)
                        ORDER BY number LIMIT @limit
                        """,
                        new { service, limit }
                    )
                ),
            ct
        );

    public ValueTask<bool> ReplayAsync(string noticeId, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            transaction =>
            {
                var dead = transaction.Connection!.QueryFirstOrDefault<string>(
                    "SELECT notice FROM notices WHERE id = @noticeId AND dead = 1",
                    new { noticeId },
                    transaction
                );
                if (dead is null)
                {
                    return false;
                }

                var notice = StoredJson.Read<PendingNotice>(dead);
                transaction.Run(Update, Row(notice with { Attempts = 0, Dead = false, DueAt = now }));
                return true;
            },
            ct
        );

    private static IReadOnlyList<PendingNotice> Read(IEnumerable<string> notices) =>
        [.. notices.Select(StoredJson.Read<PendingNotice>)];

    private static object Row(PendingNotice notice) =>
        new
        {
            id = notice.Notice.Id,
            notice.Notice.Service,
            ready = notice.DueAt.UtcTicks,
            notice.Dead,
            notice = StoredJson.Write(notice),
        };
}
