using Actra.Approvals;
using Actra.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Records in a SQLite file on their way to a log that is elsewhere. Who holds the first holds them all.</summary>
internal sealed class SqliteRecordOutbox(SqliteDatabase database) : IRecordOutbox
{
    public const string Table = """
        CREATE TABLE record_outbox (
            number      INTEGER PRIMARY KEY AUTOINCREMENT,
            entry       TEXT NOT NULL,
            taken_until INTEGER NOT NULL DEFAULT 0
        );
        """;

    private const string Free =
        "SELECT EXISTS (SELECT 1 FROM (SELECT taken_until FROM record_outbox ORDER BY number LIMIT 1) WHERE taken_until <= @now)";

    public static void Save(SqliteTransaction transaction, IReadOnlyList<AuditEntry> entries)
    {
        foreach (var entry in entries)
        {
            transaction.Run(
                "INSERT INTO record_outbox (entry) VALUES (@entry)",
                new { entry = StoredJson.Write(entry) }
            );
        }
    }

    /// <exception cref="AuditUnreadableException">A row is no record that was written.</exception>
    public async ValueTask<IReadOnlyList<OutboxRecord>> TakeAsync(
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    )
    {
        var wanted = new
        {
            now = now.UtcTicks,
            until = (now + lease).UtcTicks,
            limit,
        };

        // Most rounds find nothing, and nothing takes no write lock.
        return await database.ReadAsync(connection => connection.ExecuteScalar<bool>(Free, wanted), ct)
            ? await database.WriteAsync(
                transaction =>
                    transaction.Connection!.ExecuteScalar<bool>(Free, wanted, transaction)
                        ? Take(transaction, wanted)
                        : [],
                ct
            )
            : [];
    }

    public async ValueTask DoneAsync(IReadOnlyList<OutboxRecord> records, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(records);
        await database.WriteAsync(
            transaction =>
                transaction.Run(
                    "DELETE FROM record_outbox WHERE number IN (SELECT value FROM json_each(@numbers))",
                    new { numbers = StoredJson.Write(records.Select(record => record.Number)) }
                ),
            ct
        );
    }

    private static IReadOnlyList<OutboxRecord> Take(SqliteTransaction transaction, object wanted)
    {
        var rows = transaction.Connection!.Query<(long Number, string Entry)>(
            "SELECT number, entry FROM record_outbox ORDER BY number LIMIT @limit",
            wanted,
            transaction
        );
        transaction.Run(
            "UPDATE record_outbox SET taken_until = @until WHERE number IN (SELECT number FROM record_outbox ORDER BY number LIMIT @limit)",
            wanted
        );
        return [.. rows.Select(row => new OutboxRecord(row.Number, StoredJson.Entry(row.Number, row.Entry)))];
    }
}
