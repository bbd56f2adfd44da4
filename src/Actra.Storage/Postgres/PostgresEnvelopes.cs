using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Rows of parked work.</summary>
internal static class PostgresEnvelopes
{
    public static Task<int> SaveAsync(PostgresSession session, string id, WorkEnvelope envelope) =>
        session.RunAsync(
            $"INSERT INTO {session.Schema}.envelopes (approval_id, content_type, headers, body) VALUES (@id, @contentType, @headers, @body)",
            new
            {
                id,
                contentType = StoredJson.Write(envelope.ContentType),
                headers = StoredJson.Write(envelope.Headers),
                body = envelope.Body.ToArray(),
            }
        );

    public static async Task<WorkEnvelope?> GetAsync(PostgresSession session, string id)
    {
        var row = await session.FirstAsync<Row>(
            $"SELECT content_type AS ContentType, headers, body FROM {session.Schema}.envelopes WHERE approval_id = @id",
            new { id = PostgresNames.Kept(id) }
        );
        return row is null
            ? null
            : new WorkEnvelope(
                row.Body,
                StoredJson.Read<string>(row.ContentType),
                StoredJson.Read<Dictionary<string, string>>(row.Headers)
            );
    }

    private sealed class Row
    {
        public string ContentType { get; init; } = "";

        public string Headers { get; init; } = "";

        public byte[] Body { get; init; } = [];
    }
}
