using Actra.Audit;

namespace Actra.Storage;

/// <summary>The signed heads of the decision log in a PostgreSQL schema.</summary>
/// <param name="database">The schema.</param>
public sealed class PostgresAuditHeads(PostgresDatabase database) : IAuditHeads
{
    internal static string Table(string schema) =>
        $"""
            CREATE TABLE {schema}.heads (
                number    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                sequence  bigint NOT NULL,
                hash      text NOT NULL,
                time      bigint NOT NULL,
                key_id    text NOT NULL,
                signature text NOT NULL
            )
            """;

    /// <inheritdoc />
    public async ValueTask SaveAsync(SignedHead head, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(head);
        await database.RunAsync(
            session =>
                session.RunAsync(
                    $"INSERT INTO {session.Schema}.heads (sequence, hash, time, key_id, signature) VALUES (@Sequence, @Hash, @time, @keyId, @Signature)",
                    new
                    {
                        head.Sequence,
                        head.Hash,
                        time = head.Time.ToUnixTimeMilliseconds(),
                        keyId = PostgresNames.Kept(head.KeyId),
                        head.Signature,
                    }
                ),
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SignedHead>> ListAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<SignedHead>>(
            async session =>
                await session.HasAsync("heads")
                    ?
                    [
                        .. (
                            await session.AllAsync<Row>(
                                $"SELECT sequence, hash, time, key_id AS KeyId, signature FROM {session.Schema}.heads ORDER BY number"
                            )
                        ).Select(Read),
                    ]
                    : [],
            ct
        );

    private static SignedHead Read(Row row)
    {
        var keyId = PostgresNames.Read(row.KeyId) ?? "";
        return row is { Hash: { } hash, Time: >= 0 and < 253_402_300_800_000 and var time, Signature: { } signature }
            ? new SignedHead(row.Sequence, hash, DateTimeOffset.FromUnixTimeMilliseconds(time), keyId, signature)
            : new SignedHead(row.Sequence, "", DateTimeOffset.UnixEpoch, keyId, "");
    }

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string? Hash { get; init; }

        public long Time { get; init; }

        public string? KeyId { get; init; }

        public string? Signature { get; init; }
    }
}
