using System.Globalization;
using System.Text.Json;
using Actra.Approvals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Handed-in votes in a SQLite file. Whoever can write into the file can hand anything in: rows are read as text and numbers, whatever they hold.</summary>
/// <param name="database">The file.</param>
public sealed class SqliteVoteInbox(SqliteDatabase database) : IVoteInbox
{
    internal const string Table = """
        CREATE TABLE votes (
            number      INTEGER PRIMARY KEY AUTOINCREMENT,
            service     TEXT NOT NULL,
            approval_id TEXT NOT NULL,
            nonce       TEXT NOT NULL,
            document    TEXT NOT NULL,
            posted_at   INTEGER NOT NULL,
            taken_until INTEGER,
            answered_at INTEGER,
            counted     INTEGER,
            message     TEXT
        );
        CREATE INDEX votes_waiting ON votes (service, number) WHERE answered_at IS NULL;
        CREATE INDEX votes_request ON votes (approval_id, number);
        CREATE INDEX votes_nonce ON votes (nonce, number);
        """;

    private const string Select = """
        SELECT number AS Number, CAST(document AS TEXT) AS Document, CAST(posted_at AS INTEGER) AS PostedAt,
               CAST(taken_until AS INTEGER) AS TakenUntil, CAST(answered_at AS INTEGER) AS AnsweredAt,
               CAST(counted AS INTEGER) AS Counted, CAST(message AS TEXT) AS Message
        FROM votes
        """;

    private const string Waiting =
        " WHERE service = @service AND answered_at IS NULL AND coalesce(taken_until, 0) <= @now ORDER BY number LIMIT @limit";

    /// <inheritdoc />
    public ValueTask<string> PostAsync(string service, SignedVote vote, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vote);
        return database.WriteAsync(
            transaction =>
                transaction
                    .Connection!.ExecuteScalar<long>(
                        """
                        INSERT INTO votes (service, approval_id, nonce, document, posted_at)
                        VALUES (@service, @ApprovalId, @Nonce, @document, @now) RETURNING number
                        """,
                        new
                        {
                            service,
                            vote.ApprovalId,
                            vote.Nonce,
                            document = StoredJson.Write(vote),
                            now = now.UtcTicks,
                        },
                        transaction
                    )
                    .ToString(CultureInfo.InvariantCulture),
            ct
        );
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<InboxVote>> TakeAsync(
        string service,
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    )
    {
        var wanted = new
        {
            service,
            now = now.UtcTicks,
            until = (now + lease).UtcTicks,
            limit,
        };

        // Most rounds find nothing, and nothing takes no write lock.
        var any = await database.ReadAsync(c => c.Query<long>("SELECT number FROM votes" + Waiting, wanted).Any(), ct);
        return any
            ? await database.WriteAsync(
                transaction =>
                {
                    var connection = transaction.Connection!;
                    var rows = connection.Query<Row>(Select + Waiting, wanted, transaction).ToList();
                    transaction.Run(
                        "UPDATE votes SET taken_until = @until WHERE number IN @numbers",
                        new { wanted.until, numbers = rows.Select(row => row.Number) }
                    );
                    return Read(connection, rows, transaction);
                },
                ct
            )
            : [];
    }

    /// <inheritdoc />
    public async ValueTask AnswerAsync(string id, VoteAnswer answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await database.WriteAsync(
            transaction =>
                transaction.Run(
                    """
                    UPDATE votes SET answered_at = @at, counted = @Counted, message = @Message
                    WHERE number = @number AND answered_at IS NULL
                    """,
                    new
                    {
                        at = answer.At.UtcTicks,
                        answer.Counted,
                        answer.Message,
                        number = long.Parse(id, CultureInfo.InvariantCulture),
                    }
                ),
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<InboxVote>> ListAsync(string approvalId, CancellationToken ct) =>
        database.ReadAsync(
            connection =>
                Read(
                    connection,
                    connection.Query<Row>(
                        Select + " WHERE approval_id = @approvalId ORDER BY number",
                        new { approvalId }
                    )
                ),
            ct
        );

    private static IReadOnlyList<InboxVote> Read(
        SqliteConnection connection,
        IEnumerable<Row> rows,
        SqliteTransaction? transaction = null
    ) => [.. rows.ToList().Select(row => Read(connection, row, transaction))];

    private static InboxVote Read(SqliteConnection connection, Row row, SqliteTransaction? transaction)
    {
        var vote = Vote(row.Document);
        var repeated = connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM votes WHERE nonce = @Nonce AND number < @Number)",
            new { vote?.Nonce, row.Number },
            transaction
        );
        var answer = row.AnsweredAt is { } at ? new VoteAnswer(row.Counted == 1, row.Message ?? "", Time(at)) : null;
        return new InboxVote(
            row.Number.ToString(CultureInfo.InvariantCulture),
            vote,
            Time(row.PostedAt),
            repeated,
            row.TakenUntil is not null,
            answer
        );
    }

    private static SignedVote? Vote(string document)
    {
        try
        {
            return StoredJson.Read<SignedVote>(document) is { ApprovalId: not null, ApproverId: not null } vote
                ? vote
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset Time(long ticks) =>
        new(Math.Clamp(ticks, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    private sealed class Row
    {
        public long Number { get; init; }

        public string Document { get; init; } = "";

        public long PostedAt { get; init; }

        public long? TakenUntil { get; init; }

        public long? AnsweredAt { get; init; }

        public long? Counted { get; init; }

        public string? Message { get; init; }
    }
}
