using Actra.Approvals;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>
/// The words of requests (<see cref="SearchText"/>), in FTS5, which is told to take them as they are. They are found along the places of their requests; beginnings of up to
/// eight characters have an index of their own. A word of its own says which requests wait for votes.
/// Words go with the same text that they came with: when <see cref="SearchText"/> changes, a step of the migration has to fill the table anew.
/// </summary>
internal static class SqliteSearch
{
    /// <summary>Its sign is in no other word.</summary>
    public const string Pending = "_pending";

    public const string Table = """
        CREATE VIRTUAL TABLE search USING fts5 (
            words, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '_'", prefix = '1 2 3 4 5 6 7 8'
        );
        """;

    public static void Add(SqliteTransaction transaction, ApprovalRequest request, long place) =>
        transaction.Run(
            "INSERT INTO search (rowid, words) VALUES (@place, @words)",
            new { place, words = Words(request) }
        );

    public static void Move(SqliteTransaction transaction, ApprovalRequest from, ApprovalRequest to)
    {
        var (old, words) = (Words(from), Words(to));
        if (string.Equals(old, words, StringComparison.Ordinal))
        {
            return;
        }

        transaction.Run(
            "INSERT INTO search (search, rowid, words) SELECT 'delete', place, @old FROM requests WHERE id = @Id",
            new { old, to.Id }
        );
        transaction.Run(
            "INSERT INTO search (rowid, words) SELECT place, @words FROM requests WHERE id = @Id",
            new { words, to.Id }
        );
    }

    /// <summary>What a query of FTS5 has to say to find all requests with words that begin like these.</summary>
    public static string Match(IEnumerable<string> words, bool pending) =>
        string.Join(' ', words.Select(word => $"\"{word}\"*").Concat(pending ? [$"\"{Pending}\""] : []));

    private static string Words(ApprovalRequest request) =>
        string.Join(' ', SearchText.Words(request).Concat(request.State == ApprovalState.Pending ? [Pending] : []));
}
