using Actra.Approvals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Rows of parked work.</summary>
internal static class SqliteEnvelopes
{
    public static void Save(SqliteTransaction transaction, string id, WorkEnvelope envelope) =>
        transaction.Run(
            "INSERT INTO envelopes (approval_id, content_type, headers, body) VALUES (@id, @ContentType, @headers, @body)",
            new
            {
                id,
                envelope.ContentType,
                headers = StoredJson.Write(envelope.Headers),
                body = envelope.Body.ToArray(),
            }
        );

    public static WorkEnvelope? Get(SqliteConnection connection, string id)
    {
        var row = connection.QueryFirstOrDefault<Row>(
            "SELECT content_type AS ContentType, headers, body FROM envelopes WHERE approval_id = @id",
            new { id }
        );
        return row is null
            ? null
            : new WorkEnvelope(row.Body, row.ContentType, StoredJson.Read<Dictionary<string, string>>(row.Headers));
    }

    private sealed class Row
    {
        public string ContentType { get; init; } = "";

        public string Headers { get; init; } = "";

        public byte[] Body { get; init; } = [];
    }
}
