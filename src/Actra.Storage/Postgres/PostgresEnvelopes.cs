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

    public static Task<int> SaveAsync(PostgresSession session, string id, StoredEnvelope envelope) =>
        session.RunAsync(
            $"INSERT INTO {session.Schema}.envelopes (approval_id, content_type, headers, body) VALUES (@id, @ContentType, @Headers, @Body)",
            new
            {
                id,
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

    public static Task<int> EraseAsync(PostgresSession session, string id) =>
        session.RunAsync($"DELETE FROM {session.Schema}.envelopes WHERE approval_id = @id", new { id });
}
