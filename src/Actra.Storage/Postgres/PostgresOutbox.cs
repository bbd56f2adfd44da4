using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Rows that say that work of a closed request is to be moved; what and why stands in the request, which is final.</summary>
internal static class PostgresOutbox
{
    public static Task<int> SaveAsync(PostgresSession session, ApprovalOutboxEntry entry) =>
        session.RunAsync(
            $"INSERT INTO {session.Schema}.outbox (approval_id, service, kind, created_at) VALUES (@ApprovalId, @service, @kind, @createdAt)",
            new
            {
                entry.ApprovalId,
                service = PostgresNames.Kept(entry.Service),
                kind = (int)entry.Kind,
                createdAt = entry.CreatedAt.UtcTicks,
            }
        );

    public static async Task<IReadOnlyList<ApprovalOutboxEntry>> TakeAsync(
        PostgresSession session,
        PostgresClaims.Wanted wanted
    )
    {
        var documents = await PostgresClaims.TakeAsync<string>(
            session,
            "outbox",
            "approval_id",
            "service = @service AND kind = @kind AND NOT done",
            "created_at, approval_id",
            $"(SELECT document FROM {session.Schema}.requests WHERE id = approval_id)",
            wanted
        );
        return [.. documents.Select(StoredJson.Request).Select(ApprovalMachine.OutboxOf)];
    }

    /// <summary>True where the work of a request is still to be moved.</summary>
    public static Task<bool> HasAsync(PostgresSession session, string approvalId) =>
        session.FirstAsync<bool>(
            $"SELECT EXISTS (SELECT FROM {session.Schema}.outbox WHERE approval_id = @approvalId AND NOT done)",
            new { approvalId }
        );

    public static Task<int> DoneAsync(PostgresSession session, string approvalId) =>
        session.RunAsync(
            $"UPDATE {session.Schema}.outbox SET done = true WHERE approval_id = @id AND NOT done",
            new { id = PostgresNames.Kept(approvalId) }
        );
}
