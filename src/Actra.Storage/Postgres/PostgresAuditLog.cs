using System.Runtime.CompilerServices;
using Actra.Audit;

namespace Actra.Storage;

/// <summary>The decision log in a PostgreSQL schema. Every append is one durable commit: hand many entries over at once, as <see cref="AuditWriter"/> does.</summary>
/// <param name="database">The schema.</param>
public sealed class PostgresAuditLog(PostgresDatabase database) : IAuditLog
{
    private const int Page = 500;

    /// <summary>The schema that it is in.</summary>
    public PostgresDatabase Database => database;

    /// <inheritdoc />
    public IAuditHeads? Heads { get; } = new PostgresAuditHeads(database);

    /// <inheritdoc />
    public IAuditCuts? Cuts { get; } = new PostgresAuditCuts(database);

    /// <inheritdoc />
    public async ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entries);
        await database.WriteAsync(
            async session =>
            {
                await PostgresChain.AppendAsync(session, entries);
                return true;
            },
            ct
        );
    }

    /// <inheritdoc />
    /// <remarks>
    /// What changes of requests have left is chained before, so that all is read that was committed; where the schema was opened to be read, only what is chained is.
    /// </remarks>
    /// <exception cref="AuditUnreadableException">A row is not a record that the log has written.</exception>
    public async IAsyncEnumerable<AuditRecord> ReadAsync(long from, [EnumeratorCancellation] CancellationToken ct)
    {
        await DrainAsync(ct);
        while (true)
        {
            var first = from;
            var page = await database.ReadAsync(session => ReadPageAsync(session, first), ct);
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
    public async ValueTask<long> LastAsync(CancellationToken ct)
    {
        await DrainAsync(ct);
        return await database.ReadAsync(
            async session =>
                await session.FirstAsync<long?>($"SELECT max(sequence) FROM {session.Schema}.records") ?? 0,
            ct
        );
    }

    private Task DrainAsync(CancellationToken ct) =>
        database.IsReadOnly ? Task.CompletedTask : PostgresChain.DrainAsync(database, ct);

    private static async Task<List<Row>> ReadPageAsync(PostgresSession session, long from) =>
        [
            .. await session.AllAsync<Row>(
                $"SELECT sequence, entry, previous, hash FROM {session.Schema}.records WHERE sequence >= @from ORDER BY sequence LIMIT @Page",
                new { from, Page }
            ),
        ];

    private static AuditRecord Record(Row row)
    {
        var entry = StoredJson.Entry(row.Sequence, row.Entry);
        return row is { Previous: { } previous, Hash: { } hash }
            ? new AuditRecord(row.Sequence, entry, previous, hash)
            : throw new AuditUnreadableException(row.Sequence, $"record {row.Sequence} has no hash");
    }

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string? Entry { get; init; }

        public string? Previous { get; init; }

        public string? Hash { get; init; }
    }
}
