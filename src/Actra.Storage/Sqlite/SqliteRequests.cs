using Actra.Approvals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Rows of requests.</summary>
internal static class SqliteRequests
{
    public static ApprovalRequest? Get(SqliteConnection connection, string id, SqliteTransaction? transaction = null) =>
        One(
            connection.QueryFirstOrDefault<string>(
                "SELECT document FROM requests WHERE id = @id",
                new { id },
                transaction
            )
        );

    public static ApprovalRequest? Newest(
        SqliteConnection connection,
        string key,
        SqliteTransaction? transaction = null
    ) =>
        One(
            connection.QueryFirstOrDefault<string>(
                "SELECT document FROM requests WHERE work_key = @key ORDER BY generation DESC LIMIT 1",
                new { key },
                transaction
            )
        );

    public static void Insert(SqliteTransaction transaction, ApprovalRequest request) =>
        transaction.Run(
            """
            INSERT INTO requests (id, work_key, generation, service, kind, endpoint, actions, state, version, created_at, changed_at,
                                  approved_at, released_at, due_at, document)
            VALUES (@Id, @WorkKey, @Generation, @Service, @Kind, @Endpoint, @Actions, @State, @Version, @CreatedAt, @ChangedAt,
                    @ApprovedAt, @ReleasedAt, @DueAt, @Document)
            """,
            Row(request)
        );

    public static void Update(SqliteTransaction transaction, ApprovalRequest request)
    {
        var rows = transaction.Run(
            """
            UPDATE requests SET state = @State, version = @Version, changed_at = @ChangedAt, approved_at = @ApprovedAt,
                                released_at = @ReleasedAt, due_at = @DueAt, document = @Document
            WHERE id = @Id AND version = @Version - 1
            """,
            Row(request)
        );
        if (rows != 1)
        {
            throw new InvalidOperationException($"request `{request.Id}` changed under the write lock");
        }
    }

    public static IReadOnlyList<ApprovalRequest> Select(SqliteConnection connection, string tail, object parameters) =>
        [.. connection.Query<string>("SELECT document FROM requests " + tail, parameters).Select(StoredJson.Request)];

    public static IReadOnlyList<ApprovalRequest> List(SqliteConnection connection, ApprovalQuery query)
    {
        var where = new List<string> { "1 = 1" };
        Add(query.Service, "service = @Service");
        Add(query.States, "state IN @states");
        Add(query.Kind, "kind = @kind");
        Add(query.Endpoint, "endpoint = @Endpoint");
        Add(query.Action, "EXISTS (SELECT 1 FROM json_each(actions) WHERE value = @Action)");
        Add(query.After, "(created_at, number) < (SELECT created_at, number FROM requests WHERE id = @After)");
        return Select(
            connection,
            $"WHERE {string.Join(" AND ", where)} ORDER BY created_at DESC, number DESC LIMIT @limit",
            new
            {
                query.Service,
                states = query.States?.Select(state => (int)state).ToArray() ?? [],
                kind = (int?)query.Kind,
                query.Endpoint,
                query.Action,
                query.After,
                limit = Math.Clamp(query.Limit, 1, ApprovalQuery.LongestPage),
            }
        );

        void Add(object? wanted, string condition)
        {
            if (wanted is not null)
            {
                where.Add(condition);
            }
        }
    }

    private static ApprovalRequest? One(string? document) => document is null ? null : StoredJson.Request(document);

    private static object Row(ApprovalRequest request) =>
        new
        {
            request.Id,
            WorkKey = request.Work.Key,
            request.Generation,
            request.Work.Service,
            Kind = (int)request.Work.Kind,
            request.Work.Endpoint,
            Actions = StoredJson.Write(request.Asked.Select(asked => asked.ActionType)),
            State = (int)request.State,
            request.Version,
            CreatedAt = request.CreatedAt.UtcTicks,
            ChangedAt = request.ChangedAt.UtcTicks,
            ApprovedAt = request.ApprovedAt?.UtcTicks,
            ReleasedAt = request.ReleasedAt?.UtcTicks,
            DueAt = ApprovalMachine.DueAt(request)?.UtcTicks,
            Document = StoredJson.Write(request),
        };
}
