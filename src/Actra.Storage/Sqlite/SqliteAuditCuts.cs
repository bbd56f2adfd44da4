using Actra.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Cuts the decision log in a SQLite file, and keeps its signed cuts.</summary>
/// <param name="database">The file.</param>
public sealed class SqliteAuditCuts(SqliteDatabase database) : IAuditCuts
{
    internal const string Table = """
        CREATE TABLE cuts (
            number         INTEGER PRIMARY KEY AUTOINCREMENT,
            after_sequence INTEGER NOT NULL,
            after_hash     TEXT NOT NULL,
            sequence       INTEGER NOT NULL,
            hash           TEXT NOT NULL,
            time           INTEGER NOT NULL,
            key_id         TEXT NOT NULL,
            signature      TEXT NOT NULL
        );
        """;

    /// <inheritdoc />
    public async ValueTask<bool> CutAsync(SignedCut cut, AuditEntry entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(cut);
        ArgumentNullException.ThrowIfNull(entry);
        return await database.WriteAsync(transaction => Cut(transaction, cut, entry), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SignedCut>> ListAsync(CancellationToken ct) => database.ReadAsync(List, ct);

    private static bool Cut(SqliteTransaction transaction, SignedCut cut, AuditEntry entry)
    {
        var parameters = new
        {
            after = cut.After.Sequence,
            afterHash = cut.After.Hash,
            sequence = cut.End.Sequence,
            hash = cut.End.Hash,
            time = cut.Time.ToUnixTimeMilliseconds(),
            cut.KeyId,
            cut.Signature,
        };
        var begins = transaction.Connection!.ExecuteScalar<bool>(
            """
            SELECT (SELECT min(sequence) FROM records) = @after + 1
                AND EXISTS (SELECT 1 FROM records WHERE sequence = @sequence AND hash = @hash)
            """,
            parameters,
            transaction
        );
        if (!begins)
        {
            return false;
        }

        SqliteChain.Append(transaction, [entry]);
        transaction.Run("DELETE FROM records WHERE sequence <= @sequence", parameters);
        transaction.Run(
            """
            INSERT INTO cuts (after_sequence, after_hash, sequence, hash, time, key_id, signature)
            VALUES (@after, @afterHash, @sequence, @hash, @time, @KeyId, @Signature)
            """,
            parameters
        );
        return true;
    }

    private static IReadOnlyList<SignedCut> List(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'cuts'") == 0
                ? "SELECT 0 WHERE 0"
                : "SELECT after_sequence, after_hash, sequence, hash, time, key_id, signature FROM cuts ORDER BY number";
        using var reader = command.ExecuteReader();
        var cuts = new List<SignedCut>();
        while (reader.Read())
        {
            cuts.Add(
                StoredCut.Read(
                    reader.GetValue(0) as long?,
                    reader.GetValue(1) as string,
                    reader.GetValue(2) as long?,
                    reader.GetValue(3) as string,
                    reader.GetValue(4) as long?,
                    reader.GetValue(5) as string,
                    reader.GetValue(6) as string
                )
            );
        }

        return cuts;
    }
}
