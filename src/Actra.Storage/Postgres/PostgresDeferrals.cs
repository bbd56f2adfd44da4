using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Rows of work that was set aside.</summary>
internal static class PostgresDeferrals
{
    public static Task<int> SaveAsync(PostgresSession session, EnvelopeCodec codec, DeferredWork work) =>
        session.RunAsync(
            $"""
            INSERT INTO {session.Schema}.deferred (key, service, kind, due_at, document, body) VALUES (@key, @service, @kind, @due, @document, @body)
            ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at, claimed_by = NULL, claimed_until = NULL
            """,
            new
            {
                key = StoredDeferral.Key(work.Id),
                service = PostgresNames.Kept(work.Service),
                kind = (int)work.Kind,
                due = work.DueAt.UtcTicks,
                document = StoredDeferral.WriteDocument(work),
                body = StoredDeferral.Body(codec, work),
            }
        );

    public static async Task<IReadOnlyList<DeferredWork>> TakeAsync(
        PostgresSession session,
        EnvelopeCodec codec,
        PostgresClaims.Wanted wanted
    )
    {
        var rows = await PostgresClaims.TakeAsync<StoredDeferral.Row>(
            session,
            "deferred",
            "key",
            "service = @service AND kind = @kind AND due_at <= @now",
            "due_at, number",
            "due_at AS DueAt, document, body",
            wanted
        );
        return StoredDeferral.Read(codec, wanted.Service, wanted.Kind, rows);
    }

    public static Task<int> DeleteAsync(PostgresSession session, string id) =>
        session.RunAsync(
            $"DELETE FROM {session.Schema}.deferred WHERE key = @key",
            new { key = StoredDeferral.Key(id) }
        );
}
