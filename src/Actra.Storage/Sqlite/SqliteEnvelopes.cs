using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Rows of parked work.</summary>
internal static class SqliteEnvelopes
{
    public static void Save(SqliteTransaction transaction, string id, StoredEnvelope row) =>
        transaction.Run(
            "INSERT INTO envelopes (approval_id, content_type, headers, work) VALUES (@id, @ContentType, @Headers, @Body)",
            new
            {
                id,
                row.ContentType,
                row.Headers,
                row.Body,
            }
        );

    public static StoredEnvelope? Get(SqliteConnection connection, string id) =>
        connection.QueryFirstOrDefault<StoredEnvelope>(
            "SELECT content_type AS ContentType, headers, CAST(work AS BLOB) AS Body FROM envelopes WHERE approval_id = @id",
            new { id }
        );

    public static void Erase(SqliteTransaction transaction, string id)
    {
        transaction.Run("DELETE FROM envelopes WHERE approval_id = @id", new { id });
        transaction.Run("UPDATE requests SET size = NULL WHERE id = @id", new { id });
    }
}
