using Actra.Audit;

namespace Actra.Storage;

/// <summary>
/// The chain of records. Changes of requests leave their records beside it, in their own transaction and without waiting for anybody; whoever appends takes them along, in the
/// order in which they were left, under a lock that is held until the transaction ends, so that no fork is possible.
/// </summary>
internal static class PostgresChain
{
    private const int Page = 1_000;

    public static string Table(string schema) =>
        $"""
            CREATE TABLE {schema}.unchained (
                number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                entries text[] NOT NULL
            )
            """;

    /// <summary>Leaves records to be chained, with what they are about.</summary>
    public static void Leave(PostgresUnit unit, string schema, IReadOnlyList<AuditEntry> entries) =>
        unit.Add(
            $"INSERT INTO {schema}.unchained (entries) SELECT @entries FROM done",
            new { entries = entries.Select(StoredJson.Write).ToArray() }
        );

    /// <summary>Chains what was left, and then some entries.</summary>
    public static async Task AppendAsync(PostgresSession session, IReadOnlyList<AuditEntry> entries)
    {
        var (head, left) = await session.LockedAsync(
            PostgresNames.Lock(session.Schema, "chain"),
            $"SELECT sequence, hash FROM {session.Schema}.records ORDER BY sequence DESC LIMIT 1; {Take(session)}",
            async results =>
                (
                    await results.ReadFirstOrDefaultAsync<Head>() ?? new Head(0, AuditChain.Start),
                    (await results.ReadAsync<Left>()).ToList()
                ),
            new { Page }
        );
        while (left.Count > 0)
        {
            head = await InsertAsync(session, head, [.. left.OrderBy(row => row.Number).SelectMany(Entries)]);
            left = left.Count < Page ? [] : [.. await session.AllAsync<Left>(Take(session), new { Page })];
        }

        await InsertAsync(session, head, entries);
    }

    /// <summary>Chains what was left by transactions that have ended.</summary>
    public static async Task DrainAsync(PostgresDatabase database, CancellationToken ct)
    {
        var any = await database.ReadAsync(
            session => session.FirstAsync<bool>($"SELECT EXISTS (SELECT FROM {session.Schema}.unchained)"),
            ct
        );
        if (any)
        {
            await database.WriteAsync(
                async session =>
                {
                    await AppendAsync(session, []);
                    return true;
                },
                ct
            );
        }
    }

    private static string Take(PostgresSession session) =>
        $"""
            DELETE FROM {session.Schema}.unchained WHERE number IN (SELECT number FROM {session.Schema}.unchained ORDER BY number LIMIT @Page)
            RETURNING number, entries
            """;

    private static async Task<Head> InsertAsync(PostgresSession session, Head head, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
        {
            return head;
        }

        var records = new AuditRecord[entries.Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = AuditChain.Append(head.Sequence, head.Hash, entries[i]);
            head = new Head(records[i].Sequence, records[i].Hash);
        }

        await session.RunAsync(
            $"""
            INSERT INTO {session.Schema}.records (sequence, entry, previous, hash)
            SELECT * FROM unnest(@sequences, @entries, @previous, @hashes)
            """,
            new
            {
                sequences = Array.ConvertAll(records, record => record.Sequence),
                entries = Array.ConvertAll(records, record => StoredJson.Write(record.Entry)),
                previous = Array.ConvertAll(records, record => record.PreviousHash),
                hashes = Array.ConvertAll(records, record => record.Hash),
            }
        );
        return head;
    }

    private static IEnumerable<AuditEntry> Entries(Left left) =>
        left.Entries.Select(entry => Entry(left.Number, entry));

    // Whoever can write into the table may leave anything there: it stops nothing, and shows.
    private static AuditEntry Entry(long number, string? json)
    {
        try
        {
            return StoredJson.Entry(number, json);
        }
        catch (AuditUnreadableException)
        {
            return new AuditEntry
            {
                Time = TimeProvider.System.GetUtcNow(),
                Kind = AuditKind.Lost,
                Service = "",
                Detail = "1",
                Reason = $"what was left as number {number} to be chained cannot be read",
            };
        }
    }

    private sealed record Head(long Sequence, string Hash);

    private sealed class Left
    {
        public long Number { get; init; }

        public string?[] Entries { get; init; } = [];
    }
}
