using Actra.Audit;

namespace Actra.Storage;

/// <summary>Cuts the decision log in a PostgreSQL schema, and keeps its signed cuts.</summary>
/// <param name="database">The schema.</param>
public sealed class PostgresAuditCuts(PostgresDatabase database) : IAuditCuts
{
    internal static string Table(string schema) =>
        $"""
            CREATE TABLE {schema}.cuts (
                number         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                after_sequence bigint NOT NULL,
                after_hash     text NOT NULL,
                sequence       bigint NOT NULL,
                hash           text NOT NULL,
                time           bigint NOT NULL,
                key_id         text NOT NULL,
                signature      text NOT NULL
            )
            """;

    /// <inheritdoc />
    public async ValueTask<bool> CutAsync(SignedCut cut, AuditEntry entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(cut);
        ArgumentNullException.ThrowIfNull(entry);
        return await database.WriteAsync(session => CutAsync(session, cut, entry), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SignedCut>> ListAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<SignedCut>>(
            async session =>
                await session.HasAsync("cuts")
                    ?
                    [
                        .. (
                            await session.AllAsync<Row>(
                                $"""
                                SELECT after_sequence AS After, after_hash AS AfterHash, sequence, hash, time, key_id AS KeyId, signature
                                FROM {session.Schema}.cuts ORDER BY number
                                """
                            )
                        ).Select(Read),
                    ]
                    : [],
            ct
        );

    private static async Task<bool> CutAsync(PostgresSession session, SignedCut cut, AuditEntry entry)
    {
        var parameters = new
        {
            after = cut.After.Sequence,
            afterHash = cut.After.Hash,
            sequence = cut.End.Sequence,
            hash = cut.End.Hash,
            time = cut.Time.ToUnixTimeMilliseconds(),
            keyId = PostgresNames.Kept(cut.KeyId),
            cut.Signature,
        };
        // The chain's lock is held from here on: of two hosts that cut at once, one finds that the log begins elsewhere.
        var begins = await session.FirstLockedAsync<bool>(
            PostgresNames.Lock(session.Schema, "chain"),
            $"""
            SELECT coalesce((SELECT min(sequence) FROM {session.Schema}.records) = @after + 1, false)
                AND EXISTS (SELECT 1 FROM {session.Schema}.records WHERE sequence = @sequence AND hash = @hash)
            """,
            parameters
        );
        if (!begins)
        {
            return false;
        }

        await PostgresChain.AppendAsync(session, [entry]);
        await session.RunAsync($"DELETE FROM {session.Schema}.records WHERE sequence <= @sequence", parameters);
        await session.RunAsync(
            $"""
            INSERT INTO {session.Schema}.cuts (after_sequence, after_hash, sequence, hash, time, key_id, signature)
            VALUES (@after, @afterHash, @sequence, @hash, @time, @keyId, @Signature)
            """,
            parameters
        );
        return true;
    }

    private static SignedCut Read(Row row) =>
        StoredCut.Read(
            row.After,
            row.AfterHash,
            row.Sequence,
            row.Hash,
            row.Time,
            PostgresNames.Read(row.KeyId),
            row.Signature
        );

    private sealed class Row
    {
        public long? After { get; init; }

        public string? AfterHash { get; init; }

        public long? Sequence { get; init; }

        public string? Hash { get; init; }

        public long? Time { get; init; }

        public string? KeyId { get; init; }

        public string? Signature { get; init; }
    }
}
