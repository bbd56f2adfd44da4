using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Rows of requests.</summary>
internal static class PostgresRequests
{
    public static async Task<ApprovalRequest?> GetAsync(PostgresSession session, string id, bool toChange = false) =>
        One(
            await session.FirstAsync<string>(
                $"SELECT document FROM {session.Schema}.requests WHERE id = @id{(toChange ? " FOR UPDATE" : "")}",
                new { id = PostgresNames.Kept(id) }
            )
        );

    public static async Task<ApprovalRequest?> NewestAsync(PostgresSession session, string key) =>
        One(await session.FirstAsync<string>(Newest(session), new { key = PostgresNames.Kept(key) }));

    /// <summary>The newest request for a piece of work, for which nobody else makes one until the transaction ends.</summary>
    public static async Task<ApprovalRequest?> NewestAloneAsync(PostgresSession session, string key) =>
        One(
            await session.FirstLockedAsync<string>(
                PostgresNames.Lock(session.Schema, "work", key),
                Newest(session),
                new { key }
            )
        );

    /// <param name="session">A transaction.</param>
    /// <param name="request">The request.</param>
    /// <param name="bytes">The size of its work as stored; null where it has none.</param>
    public static Task<int> InsertAsync(PostgresSession session, ApprovalRequest request, long? bytes) =>
        session.RunAsync(
            PostgresListing.Insert(
                session.Schema,
                $"""
                INSERT INTO {session.Schema}.requests (id, work_key, generation, service, kind, endpoint, actions, state, version, created_at, changed_at,
                                                       approved_at, released_at, due_at, document, requester, bytes)
                VALUES (@Id, @WorkKey, @Generation, @Service, @Kind, @Endpoint, @Actions, @State, @Version, @CreatedAt, @ChangedAt,
                        @ApprovedAt, @ReleasedAt, @DueAt, @Document, @Requester, @Bytes)
                RETURNING number
                """
            ),
            Row(request, bytes)
        );

    public static async Task UpdateAsync(PostgresSession session, ApprovalRequest request, bool erased)
    {
        var rows = await session.RunAsync(
            $"""
            UPDATE {session.Schema}.requests
            SET state = @State, version = @Version, changed_at = @ChangedAt, approved_at = @ApprovedAt, released_at = @ReleasedAt,
                due_at = @DueAt, document = @Document{(erased ? ", bytes = NULL" : "")}
            WHERE id = @Id AND version = @Version - 1
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
            }
        );
        if (rows != 1)
        {
            throw new InvalidOperationException($"request `{request.Id}` changed under its lock");
        }
    }

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

    public static string Requester(ApprovalRequest request) =>
        PostgresNames.Kept(Approver.Normalize(request.Requester.Id));

    public static string? Tenant(ApprovalRequest request) =>
        request.Tenant is { } tenant ? PostgresNames.Kept(tenant) : null;

    private static string Newest(PostgresSession session) =>
        $"SELECT document FROM {session.Schema}.requests WHERE work_key = @key ORDER BY generation DESC LIMIT 1";

    private static ApprovalRequest? One(string? document) => document is null ? null : StoredJson.Request(document);

    private static object Row(ApprovalRequest request, long? bytes) =>
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
            Tenant = Tenant(request),
            Words = PostgresWords.Of(request),
            Bytes = bytes,
        };
}
