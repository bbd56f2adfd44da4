using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Rows of requests.</summary>
internal static class PostgresRequests
{
    public static async Task<ApprovalRequest?> GetAsync(PostgresSession session, string id) =>
        One(
            await session.FirstAsync<string>(
                $"SELECT document FROM {session.Schema}.requests WHERE id = @id",
                new { id = PostgresNames.Kept(id) }
            )
        );

    public static async Task<ApprovalRequest?> NewestAsync(PostgresSession session, string key) =>
        One(
            await session.FirstAsync<string>(
                $"SELECT document FROM {session.Schema}.requests WHERE work_key = @key ORDER BY generation DESC LIMIT 1",
                new { key = PostgresNames.Kept(key) }
            )
        );

    /// <summary>Makes a request, where there is none for its work that is newer than the one that is known. To be run under <see cref="LockOf"/>.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="request">The request.</param>
    /// <param name="known">The generation of the newest request for the work that is known; 0 for none.</param>
    /// <param name="bytes">The size of its work as stored; null where it has none.</param>
    public static PostgresUnit Insert(string schema, ApprovalRequest request, int known, long? bytes) =>
        new(
            $"""
            INSERT INTO {schema}.requests (id, work_key, generation, service, kind, endpoint, actions, state, version, created_at, changed_at,
                                           approved_at, released_at, due_at, document, requester, bytes)
            SELECT @Id, @WorkKey, @Generation, @Service, @Kind, @Endpoint, @Actions, @State, @Version, @CreatedAt, @ChangedAt,
                   @ApprovedAt, @ReleasedAt, @DueAt, @Document, @Requester, @bytes
            WHERE NOT EXISTS (SELECT FROM {schema}.requests WHERE work_key = @WorkKey AND generation > @known)
            RETURNING number, id
            """,
            new
            {
                request.Id,
                WorkKey = request.Work.Key,
                request.Generation,
                Service = PostgresNames.Kept(request.Work.Service),
                Kind = (int)request.Work.Kind,
                Endpoint = PostgresNames.Kept(request.Work.Endpoint),
                Actions = request.Asked.Select(asked => PostgresNames.Kept(asked.ActionType)).ToArray(),
                State = (int)request.State,
                request.Version,
                CreatedAt = request.CreatedAt.UtcTicks,
                ChangedAt = request.ChangedAt.UtcTicks,
                ApprovedAt = request.ApprovedAt?.UtcTicks,
                ReleasedAt = request.ReleasedAt?.UtcTicks,
                DueAt = ApprovalMachine.DueAt(request)?.UtcTicks,
                Document = StoredJson.Write(request),
                Requester = Requester(request),
                bytes,
                known,
            }
        );

    /// <summary>The number of the lock under which requests for a piece of work are made.</summary>
    public static long LockOf(string schema, ApprovalRequest request) =>
        PostgresNames.Lock(schema, "work", request.Work.Key);

    /// <summary>Changes a request, where it still is what the change was made from. The time is looked at for a database that was set back to an earlier state.</summary>
    public static PostgresUnit Update(string schema, ApprovalRequest from, ApprovalRequest request, bool erased) =>
        new(
            $"""
            UPDATE {schema}.requests
            SET state = @State, version = @Version, changed_at = @ChangedAt, approved_at = @ApprovedAt, released_at = @ReleasedAt,
                due_at = @DueAt, document = @Document{(erased ? ", bytes = NULL" : "")}
            WHERE id = @Id AND version = @fromVersion AND changed_at = @fromTime
            RETURNING number, id
            """,
            new
            {
                request.Id,
                State = (int)request.State,
                request.Version,
                ChangedAt = request.ChangedAt.UtcTicks,
                ApprovedAt = request.ApprovedAt?.UtcTicks,
                ReleasedAt = request.ReleasedAt?.UtcTicks,
                DueAt = ApprovalMachine.DueAt(request)?.UtcTicks,
                Document = StoredJson.Write(request),
                fromVersion = from.Version,
                fromTime = from.ChangedAt.UtcTicks,
            }
        );

    /// <summary>Changes nothing: for what is only recorded.</summary>
    public static PostgresUnit Nothing() => new("SELECT 0::bigint AS number", new { });

    public static async Task<IReadOnlyList<ApprovalRequest>> SelectAsync(
        PostgresSession session,
        string tail,
        object parameters
    ) =>
        [
            .. (
                await session.AllAsync<string>($"SELECT document FROM {session.Schema}.requests {tail}", parameters)
            ).Select(StoredJson.Request),
        ];

    /// <summary>Who asks, as columns keep it.</summary>
    public static string Requester(ApprovalRequest request) =>
        PostgresNames.Kept(Approver.Normalize(request.Requester.Id));

    private static ApprovalRequest? One(string? document) => document is null ? null : StoredJson.Request(document);
}
