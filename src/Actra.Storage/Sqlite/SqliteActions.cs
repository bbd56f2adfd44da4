using Actra.Approvals;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Which actions a request asks for: a row for each, with its state, so that lists of an action are read along one index.</summary>
internal static class SqliteActions
{
    public const string Table = """
        CREATE TABLE actions (
            action TEXT NOT NULL,
            state  INTEGER NOT NULL,
            place  INTEGER NOT NULL,
            PRIMARY KEY (action, state, place)
        ) WITHOUT ROWID;
        """;

    public static void Add(SqliteTransaction transaction, ApprovalRequest request, long place)
    {
        foreach (var action in Of(request))
        {
            transaction.Run(
                "INSERT INTO actions (action, state, place) VALUES (@action, @state, @place)",
                new
                {
                    action,
                    state = (int)request.State,
                    place,
                }
            );
        }
    }

    public static void Move(SqliteTransaction transaction, ApprovalRequest from, ApprovalRequest to)
    {
        if (from.State == to.State)
        {
            return;
        }

        foreach (var action in Of(to))
        {
            transaction.Run(
                """
                UPDATE actions SET state = @to
                WHERE action = @action AND state = @from AND place = (SELECT place FROM requests WHERE id = @Id)
                """,
                new
                {
                    action,
                    from = (int)from.State,
                    to = (int)to.State,
                    to.Id,
                }
            );
        }
    }

    private static IEnumerable<string> Of(ApprovalRequest request) =>
        request.Asked.Select(asked => asked.ActionType).Distinct(StringComparer.Ordinal);
}
