using System.Runtime.CompilerServices;
using Actra.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>The decision log in a SQLite file. Every append is one durable commit: hand many entries over at once, as <see cref="AuditWriter"/> does.</summary>
/// <param name="database">The file.</param>
public sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    private const int Page = 500;

    /// <summary>The file that it is in.</summary>
    public SqliteDatabase Database => database;

    /// <inheritdoc />
    public IAuditHeads? Heads { get; } = new SqliteAuditHeads(database);

    /// <inheritdoc />
    public IAuditCuts? Cuts { get; } = new SqliteAuditCuts(database);

    /// <inheritdoc />
    public async ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entries);
        await database.WriteAsync(
            transaction =>
            {
                SqliteChain.Append(transaction, entries);
                return true;
            },
            ct
        );
    }

    /// <inheritdoc />
    /// <exception cref="AuditUnreadableException">A row is not a record that the log has written.</exception>
    public async IAsyncEnumerable<AuditRecord> ReadAsync(long from, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var first = from;
            var page = await database.ReadAsync(connection => ReadPage(connection, first), ct);
            foreach (var row in page)
            {
                ct.ThrowIfCancellationRequested();
                yield return Record(row);
            }

            if (page.Count < Page || page[^1].Sequence == long.MaxValue)
            {
                yield break;
            }

            from = page[^1].Sequence + 1;
        }
    }

    /// <summary>The number of the last record; 0 where there is none.</summary>
    public ValueTask<long> LastAsync(CancellationToken ct) =>
        database.ReadAsync(connection => connection.ExecuteScalar<long?>("SELECT max(sequence) FROM records") ?? 0, ct);

    private static List<Row> ReadPage(SqliteConnection connection, long from) =>
        [
            .. connection.Query<Row>(
                "SELECT sequence, entry, previous, hash FROM records WHERE sequence >= @from ORDER BY sequence LIMIT @Page",
                new { from, Page }
            ),
        ];

    private static AuditRecord Record(Row row)
    {
        var entry = StoredJson.Entry(row.Sequence, row.Entry as string);
        return row is { Previous: string previous, Hash: string hash }
            ? new AuditRecord(row.Sequence, entry, previous, hash)
            : throw new AuditUnreadableException(row.Sequence, $"record {row.Sequence} has no hash");
    }

    private sealed class Row
    {
        public long Sequence { get; init; }

        public object? Entry { get; init; }

        public object? Previous { get; init; }

        public object? Hash { get; init; }
    }
}
