using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Rows of parked work.</summary>
internal static class PostgresEnvelopes
{
    /// <summary>What is worth it was compressed before: the server need not try.</summary>
    public static string Storage(string schema) =>
        $"""
            ALTER TABLE {schema}.envelopes ALTER COLUMN body SET STORAGE EXTERNAL;
            ALTER TABLE {schema}.deferred ALTER COLUMN body SET STORAGE EXTERNAL
            """;

    public static void Save(PostgresUnit unit, string schema, StoredEnvelope envelope) =>
        unit.Add(
            $"INSERT INTO {schema}.envelopes (approval_id, content_type, headers, body) SELECT id, @ContentType, @Headers, @Body FROM done",
            new
            {
                envelope.ContentType,
                envelope.Headers,
                envelope.Body,
            }
        );

    public static async Task<WorkEnvelope?> GetAsync(PostgresSession session, EnvelopeCodec codec, string id)
    {
        var row = await session.FirstAsync<StoredEnvelope>(
            $"SELECT content_type AS ContentType, headers, body FROM {session.Schema}.envelopes WHERE approval_id = @id",
            new { id = PostgresNames.Kept(id) }
        );
        return row?.Read(codec, id, StoredJson.Read<string>);
    }

    public static void Erase(PostgresUnit unit, string schema) =>
        unit.Add($"DELETE FROM {schema}.envelopes WHERE approval_id IN (SELECT id FROM done)");
}
