using System.Globalization;
using System.Text.Json;
using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Handed-in votes in a PostgreSQL schema. Whoever can write into the table can hand anything in: rows are read, whatever they hold.</summary>
/// <param name="database">The schema.</param>
public sealed class PostgresVoteInbox(PostgresDatabase database) : IVoteInbox
{
    private const string Columns =
        "number, document, posted_at AS PostedAt, answered_at AS AnsweredAt, counted, message";

    /// <inheritdoc />
    public async ValueTask<string> PostAsync(string service, SignedVote vote, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vote);
        // Votes with one nonce get their numbers one after the other: the later one always sees the earlier.
        var number = await database.RunAsync(
            session =>
                session.FirstLockedAsync<long>(
                    PostgresNames.Lock(session.Schema, "nonce", vote.Nonce),
                    $"""
                    INSERT INTO {session.Schema}.votes (service, approval_id, nonce, document, posted_at)
                    VALUES (@service, @approvalId, @nonce, @document, @now) RETURNING number
                    """,
                    new
                    {
                        service = PostgresNames.Kept(service),
                        approvalId = PostgresNames.Kept(vote.ApprovalId),
                        nonce = PostgresNames.Kept(vote.Nonce),
                        document = StoredJson.Write(vote),
                        now = now.UtcTicks,
                    }
                ),
            ct
        );
        database.Wake.Tell(service);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<InboxVote>> TakeAsync(
        string service,
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    ) =>
        database.WriteAsync(
            async session =>
                await ReadAsync(
                    session,
                    await session.AllAsync<Row>(
                        $"""
                        WITH free AS (
                            SELECT number AS taken, taken_until AS before FROM {session.Schema}.votes
                            WHERE service = @service AND answered_at IS NULL AND coalesce(taken_until, 0) <= @now
                            ORDER BY number LIMIT @limit FOR UPDATE SKIP LOCKED
                        )
                        UPDATE {session.Schema}.votes SET taken_until = @until FROM free WHERE number = taken
                        RETURNING {Columns}, before IS NOT NULL AS Retaken
                        """,
                        new
                        {
                            service = PostgresNames.Kept(service),
                            now = now.UtcTicks,
                            until = (now + lease).UtcTicks,
                            limit,
                        }
                    )
                ),
            ct
        );

    /// <inheritdoc />
    public async ValueTask AnswerAsync(string id, VoteAnswer answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await database.RunAsync(
            session =>
                session.RunAsync(
                    $"""
                    UPDATE {session.Schema}.votes SET answered_at = @at, counted = @Counted, message = @message
                    WHERE number = @number AND answered_at IS NULL
                    """,
                    new
                    {
                        at = answer.At.UtcTicks,
                        answer.Counted,
                        message = PostgresNames.Kept(answer.Message),
                        number = long.Parse(id, CultureInfo.InvariantCulture),
                    }
                ),
            ct
        );
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<InboxVote>> ListAsync(string approvalId, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
                await ReadAsync(
                    session,
                    await session.AllAsync<Row>(
                        $"SELECT {Columns}, taken_until IS NOT NULL AS Retaken FROM {session.Schema}.votes WHERE approval_id = @id",
                        new { id = PostgresNames.Kept(approvalId) }
                    )
                ),
            ct
        );

    internal static string Table(string schema) =>
        $"""
            CREATE TABLE {schema}.votes (
                number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                service     text NOT NULL,
                approval_id text NOT NULL,
                nonce       text NOT NULL,
                document    text NOT NULL,
                posted_at   bigint NOT NULL,
                taken_until bigint,
                answered_at bigint,
                counted     boolean,
                message     text
            );
            CREATE INDEX votes_waiting ON {schema}.votes (service, number) WHERE answered_at IS NULL;
            CREATE INDEX votes_request ON {schema}.votes (approval_id, number);
            CREATE INDEX votes_nonce ON {schema}.votes (nonce, number)
            """;

    private static async Task<IReadOnlyList<InboxVote>> ReadAsync(PostgresSession session, IEnumerable<Row> rows)
    {
        var votes = rows.OrderBy(row => row.Number).Select(row => (Row: row, Vote: Vote(row.Document))).ToList();
        var nonces = votes.Select(vote => vote.Vote?.Nonce).OfType<string>().Select(PostgresNames.Kept).ToArray();
        var first = nonces.Length == 0 ? [] : await FirstAsync(session, nonces);
        return [.. votes.Select(vote => Read(vote.Row, vote.Vote, first))];
    }

    /// <summary>The lowest number of a vote with each nonce.</summary>
    private static async Task<Dictionary<string, long>> FirstAsync(PostgresSession session, string[] nonces) =>
        (
            await session.AllAsync<(string Nonce, long Number)>(
                $"SELECT nonce, min(number) FROM {session.Schema}.votes WHERE nonce = ANY(@nonces) GROUP BY nonce",
                new { nonces }
            )
        ).ToDictionary(first => first.Nonce, first => first.Number, StringComparer.Ordinal);

    private static InboxVote Read(Row row, SignedVote? vote, Dictionary<string, long> first) =>
        new(
            row.Number.ToString(CultureInfo.InvariantCulture),
            vote,
            Time(row.PostedAt),
            vote?.Nonce is { } nonce && first.GetValueOrDefault(PostgresNames.Kept(nonce), row.Number) < row.Number,
            row.Retaken,
            row.AnsweredAt is { } at
                ? new VoteAnswer(row.Counted == true, PostgresNames.Read(row.Message) ?? "", Time(at))
                : null
        );

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

        public long? AnsweredAt { get; init; }

        public bool? Counted { get; init; }

        public string? Message { get; init; }

        public bool Retaken { get; init; }
    }
}
