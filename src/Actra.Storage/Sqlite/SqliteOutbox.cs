using Actra.Approvals;
using Actra.Resolution;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Rows that say that work of a closed request is to be moved; what and why stands in the request, which is final.</summary>
internal static class SqliteOutbox
{
    public static void Save(SqliteTransaction transaction, ApprovalOutboxEntry entry) =>
        transaction.Run(
            "INSERT INTO outbox (approval_id, service, kind, created_at) VALUES (@ApprovalId, @Service, @kind, @createdAt)",
            new
            {
                entry.ApprovalId,
                entry.Service,
                kind = (int)entry.Kind,
                createdAt = entry.CreatedAt.UtcTicks,
            }
        );

    public static IReadOnlyList<ApprovalOutboxEntry> Pending(
        SqliteConnection connection,
        string service,
        WorkKind kind,
        int limit
    ) =>
        [
            .. connection
                .Query<string>(
                    """
                    SELECT request FROM outbox JOIN requests ON requests.id = outbox.approval_id
                    WHERE outbox.service = @service AND outbox.kind = @kind AND outbox.done = 0
                    ORDER BY outbox.created_at, requests.number LIMIT @limit
                    """,
                    new
                    {
                        service,
                        kind = (int)kind,
                        limit,
                    }
                )
                .Select(StoredJson.Request)
                .Select(ApprovalMachine.OutboxOf),
        ];

    /// <summary>True where work is still to be moved.</summary>
    public static bool Holds(SqliteTransaction transaction, string approvalId) =>
        transaction.Connection!.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM outbox WHERE approval_id = @approvalId AND done = 0)",
            new { approvalId },
            transaction
        );

    public static int Done(SqliteTransaction transaction, string approvalId) =>
        transaction.Run("UPDATE outbox SET done = 1 WHERE approval_id = @approvalId", new { approvalId });
}
