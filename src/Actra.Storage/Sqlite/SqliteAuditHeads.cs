using Actra.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>The signed heads of the decision log in a SQLite file.</summary>
/// <param name="database">The file.</param>
public sealed class SqliteAuditHeads(SqliteDatabase database) : IAuditHeads
{
    internal const string Table = """
        CREATE TABLE heads (
            number    INTEGER PRIMARY KEY AUTOINCREMENT,
            sequence  INTEGER NOT NULL,
            hash      TEXT NOT NULL,
            time      INTEGER NOT NULL,
            key_id    TEXT NOT NULL,
            signature TEXT NOT NULL
        );
        """;

    /// <inheritdoc />
    public async ValueTask SaveAsync(SignedHead head, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(head);
        await database.WriteAsync(
            transaction =>
                transaction.Run(
                    "INSERT INTO heads (sequence, hash, time, key_id, signature) VALUES (@Sequence, @Hash, @time, @KeyId, @Signature)",
                    new
                    {
                        head.Sequence,
                        head.Hash,
                        time = head.Time.ToUnixTimeMilliseconds(),
                        head.KeyId,
                        head.Signature,
                    }
                ),
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SignedHead>> ListAsync(CancellationToken ct) => database.ReadAsync(List, ct);

    private static IReadOnlyList<SignedHead> List(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'heads'") == 0
                ? "SELECT 0, '', 0, '', '' WHERE 0"
                : "SELECT sequence, hash, time, key_id, signature FROM heads ORDER BY number";
        using var reader = command.ExecuteReader();
        var heads = new List<SignedHead>();
        while (reader.Read())
        {
            heads.Add(Read(reader));
        }

        return heads;
    }

    private static SignedHead Read(SqliteDataReader row)
    {
        var sequence = row.GetValue(0) as long? ?? 0;
        return
            row.GetValue(1) is string hash
            && row.GetValue(2) is long and >= 0 and < 253_402_300_800_000 and var time
            && row.GetValue(3) is string keyId
            && row.GetValue(4) is string signature
            ? new SignedHead(sequence, hash, DateTimeOffset.FromUnixTimeMilliseconds(time), keyId, signature)
            : new SignedHead(sequence, "", DateTimeOffset.UnixEpoch, row.GetValue(3) as string ?? "", "");
    }
}
