using Actra.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Appends to the chain inside a transaction that holds the write lock, so that no fork is possible.</summary>
internal static class SqliteChain
{
    public static void Append(SqliteTransaction transaction, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var connection = transaction.Connection!;
        var head =
            connection.QueryFirstOrDefault<Head>(
                "SELECT sequence, hash FROM records ORDER BY sequence DESC LIMIT 1",
                transaction: transaction
            ) ?? new Head(0, AuditChain.Start);
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText =
            "INSERT INTO records (sequence, entry, previous, hash) VALUES ($sequence, $entry, $previous, $hash)";
        var sequence = insert.Parameters.Add("$sequence", SqliteType.Integer);
        var text = insert.Parameters.Add("$entry", SqliteType.Text);
        var previous = insert.Parameters.Add("$previous", SqliteType.Text);
        var hash = insert.Parameters.Add("$hash", SqliteType.Text);
        foreach (var entry in entries)
        {
            var record = AuditChain.Append(head.Sequence, head.Hash, entry);
            sequence.Value = record.Sequence;
            text.Value = StoredJson.Write(record.Entry);
            previous.Value = record.PreviousHash;
            hash.Value = record.Hash;
            insert.ExecuteNonQuery();
            head = new Head(record.Sequence, record.Hash);
        }
    }

    private sealed record Head(long Sequence, string Hash);
}
