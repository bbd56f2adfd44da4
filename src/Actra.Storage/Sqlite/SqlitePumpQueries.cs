using Actra.Approvals;
using Actra.Resolution;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>What a pump asks for, each along an index that holds nothing else.</summary>
internal static class SqlitePumpQueries
{
    /// <summary>The states from which nothing leads anywhere. The index of erasable rows is made with just these words.</summary>
    public const string Closed = "state IN (5, 8, 9, 10, 11, 12, 13)";

    public const string Indexes = $"""
        CREATE INDEX requests_releasable ON requests (service, kind, approved_at) WHERE state = 2;
        CREATE INDEX requests_erasable ON requests (service, changed_at) WHERE size IS NOT NULL AND {Closed};
        """;

    public const string ReleasableTail = """
        WHERE service = @service AND state = 2 AND kind = @kind ORDER BY approved_at, number LIMIT @limit
        """;

    /// <summary>The earliest of both kinds, each along its index.</summary>
    public const string DueTail = """
        WHERE number IN (
            SELECT number FROM (
                SELECT number FROM requests WHERE service = @service AND due_at <= @now ORDER BY due_at LIMIT @limit
            )
            UNION ALL
            SELECT number FROM (
                SELECT number FROM requests WHERE service = @service AND state = 3 AND released_at < @before
                ORDER BY released_at LIMIT @limit
            )
        )
        LIMIT @limit
        """;

    public const string ErasableTail = $"""
        WHERE service = @service AND changed_at < @before AND size IS NOT NULL AND {Closed}
            AND NOT EXISTS (SELECT 1 FROM outbox WHERE approval_id = requests.id AND done = 0)
        ORDER BY changed_at, number LIMIT @limit
        """;

    public static IReadOnlyList<ApprovalRequest> Releasable(
        SqliteConnection connection,
        string service,
        WorkKind kind,
        int limit
    ) =>
        SqliteRequests.Select(
            connection,
            ReleasableTail,
            new
            {
                service,
                kind = (int)kind,
                limit,
            }
        );

    public static IReadOnlyList<ApprovalRequest> Due(
        SqliteConnection connection,
        string service,
        DateTimeOffset now,
        DateTimeOffset releasedBefore,
        int limit
    ) =>
        SqliteRequests.Select(
            connection,
            DueTail,
            new
            {
                service,
                now = now.UtcTicks,
                before = releasedBefore.UtcTicks,
                limit,
            }
        );

    public static IReadOnlyList<ApprovalRequest> Erasable(
        SqliteConnection connection,
        string service,
        DateTimeOffset closedBefore,
        int limit
    ) =>
        SqliteRequests.Select(
            connection,
            ErasableTail,
            new
            {
                service,
                before = closedBefore.UtcTicks,
                limit,
            }
        );
}
