using Actra.Audit;

namespace Actra.Storage;

/// <summary>Appends to the chain under a lock that is held until the transaction ends, so that no fork is possible. Comes last: whoever holds it waits for nothing else.</summary>
internal static class PostgresChain
{
    public static async Task AppendAsync(PostgresSession session, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var head =
            await session.FirstLockedAsync<Head>(
                PostgresNames.Lock(session.Schema, "chain"),
                $"SELECT sequence, hash FROM {session.Schema}.records ORDER BY sequence DESC LIMIT 1"
            ) ?? new Head(0, AuditChain.Start);
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
    }

    private sealed record Head(long Sequence, string Hash);
}
