using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Rows that say that work of a closed request is to be moved; what and why stands in the request, which is final.</summary>
internal static class PostgresOutbox
{
    public static void Save(PostgresUnit unit, string schema, ApprovalOutboxEntry entry) =>
        unit.Add(
            $"INSERT INTO {schema}.outbox (approval_id, service, kind, created_at) SELECT @approvalId, @service, @kind, @closedAt FROM done",
            new
            {
                approvalId = entry.ApprovalId,
                service = PostgresNames.Kept(entry.Service),
                kind = (int)entry.Kind,
                closedAt = entry.CreatedAt.UtcTicks,
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
