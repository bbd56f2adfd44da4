using Actra.Approvals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Rows of requests, and with them all that is kept to find and count them.</summary>
internal static class SqliteRequests
{
    public static ApprovalRequest? Get(SqliteConnection connection, string id, SqliteTransaction? transaction = null) =>
        One(
            connection.QueryFirstOrDefault<string>(
                "SELECT request FROM requests WHERE id = @id",
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
                "SELECT request FROM requests WHERE work_key = @key ORDER BY generation DESC LIMIT 1",
                new { key },
                transaction
            )
        );

    public static IReadOnlyList<ApprovalRequest> Select(SqliteConnection connection, string tail, object parameters) =>
        [.. connection.Query<string>("SELECT request FROM requests " + tail, parameters).Select(StoredJson.Request)];

    /// <summary>Adds a request, with the size of its work as it is stored; null where there is none.</summary>
    public static void Insert(SqliteTransaction transaction, ApprovalRequest request, int? size)
    {
        var place = SqlitePlaces.Next(transaction, request.CreatedAt);
        transaction.Run(
            """
            INSERT INTO requests (id, work_key, generation, service, kind, endpoint, state, version, created_at, changed_at,
                                  approved_at, released_at, due_at, request, place, requester, tenant, size)
            VALUES (@Id, @Key, @Generation, @Service, @Kind, @Endpoint, @State, @Version, @CreatedAt, @ChangedAt,
                    @ApprovedAt, @ReleasedAt, @DueAt, @Request, @place, @requester, @Tenant, @size)
            """,
            new
            {
                request.Id,
                request.Work.Key,
                request.Generation,
                request.Work.Service,
                Kind = (int)request.Work.Kind,
                request.Work.Endpoint,
                State = (int)request.State,
                request.Version,
                CreatedAt = request.CreatedAt.UtcTicks,
                ChangedAt = request.ChangedAt.UtcTicks,
                ApprovedAt = request.ApprovedAt?.UtcTicks,
                ReleasedAt = request.ReleasedAt?.UtcTicks,
                DueAt = ApprovalMachine.DueAt(request)?.UtcTicks,
                Request = StoredJson.Write(request),
                place,
                requester = Approver.Normalize(request.Requester.Id),
                request.Tenant,
                size,
            }
        );
        SqliteActions.Add(transaction, request, place);
        SqliteSearch.Add(transaction, request, place);
        SqliteBacklog.Add(transaction, request);
    }

    public static void Update(SqliteTransaction transaction, ApprovalRequest from, ApprovalRequest to)
    {
        // Most indexes hold the state: a change that leaves it leaves them alone.
        var moves = from.State != to.State || from.ApprovedAt != to.ApprovedAt || from.ReleasedAt != to.ReleasedAt;
        var rows = transaction.Run(
            $"""
            UPDATE requests SET version = @Version, changed_at = @ChangedAt, due_at = @DueAt, request = @Request
                {(moves ? ", state = @State, approved_at = @ApprovedAt, released_at = @ReleasedAt" : "")}
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                to.Id,
                to.Version,
                ChangedAt = to.ChangedAt.UtcTicks,
                DueAt = ApprovalMachine.DueAt(to)?.UtcTicks,
                Request = StoredJson.Write(to),
                State = (int)to.State,
                ApprovedAt = to.ApprovedAt?.UtcTicks,
                ReleasedAt = to.ReleasedAt?.UtcTicks,
            }
        );
        if (rows != 1)
        {
            throw new InvalidOperationException($"request `{to.Id}` changed under the write lock");
        }

        SqliteActions.Move(transaction, from, to);
        SqliteSearch.Move(transaction, from, to);
        SqliteBacklog.Move(transaction, from, to);
    }

    private static ApprovalRequest? One(string? document) => document is null ? null : StoredJson.Request(document);
}
