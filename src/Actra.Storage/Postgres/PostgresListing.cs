using Actra.Approvals;
using Dapper;
using Npgsql;

namespace Actra.Storage;

/// <summary>
/// What lists are filtered by and never changes stands beside the requests, which change often: a change of state then touches few indexes. What limits and erasure
/// look for are columns of the requests themselves.
/// </summary>
internal static class PostgresListing
{
    private const int Page = 500;

    public static string Tables(string schema) =>
        $"""
            ALTER TABLE {schema}.requests ADD COLUMN requester text, ADD COLUMN bytes bigint;
            CREATE INDEX requests_all ON {schema}.requests (state, created_at, number);
            CREATE INDEX requests_pending ON {schema}.requests (service, requester) WHERE state = {(int)
                ApprovalState.Pending};
            CREATE INDEX requests_parked ON {schema}.requests (service) INCLUDE (bytes)
                WHERE bytes IS NOT NULL AND {PostgresStates.Open};
            CREATE INDEX requests_erasable ON {schema}.requests (service, changed_at, number)
                WHERE bytes IS NOT NULL AND {PostgresStates.Closed};
            CREATE INDEX requests_unlisted ON {schema}.requests (number) WHERE requester IS NULL;

            CREATE TABLE {schema}.listed (
                number     bigint PRIMARY KEY,
                created_at bigint NOT NULL,
                endpoint   text NOT NULL,
                requester  text NOT NULL,
                tenant     text,
                words      tsvector NOT NULL
            );
            CREATE INDEX listed_endpoint ON {schema}.listed (endpoint, created_at, number);
            CREATE INDEX listed_requester ON {schema}.listed (requester, created_at, number);
            CREATE INDEX listed_tenant ON {schema}.listed (tenant, created_at, number) WHERE tenant IS NOT NULL;
            CREATE INDEX listed_words ON {schema}.listed USING gin (words);

            CREATE TABLE {schema}.listed_actions (
                action     text NOT NULL,
                created_at bigint NOT NULL,
                number     bigint NOT NULL,
                PRIMARY KEY (action, created_at, number)
            )
            """;

    /// <summary>Lists a request that is made.</summary>
    public static void Save(PostgresUnit unit, string schema, ApprovalRequest request)
    {
        unit.Add(
            $"""
            INSERT INTO {schema}.listed (number, created_at, endpoint, requester, tenant, words)
            SELECT number, @CreatedAt, @Endpoint, @Requester, @tenant, array_to_tsvector(string_to_array(@words, ' ')) FROM done
            """,
            new { tenant = Tenant(request), words = PostgresWords.Of(request) }
        );
        unit.Add(
            $"INSERT INTO {schema}.listed_actions (action, created_at, number) SELECT DISTINCT unnest(@Actions), @CreatedAt, number FROM done"
        );
    }

    /// <summary>A request whose work was erased is found by the words that are left.</summary>
    public static void Renew(PostgresUnit unit, string schema, ApprovalRequest request) =>
        unit.Add(
            $"""
            UPDATE {schema}.listed SET words = array_to_tsvector(string_to_array(@words, ' '))
            WHERE number IN (SELECT number FROM done) RETURNING number
            """,
            new { words = PostgresWords.Of(request) }
        );

    /// <summary>Lists requests that are not listed: those of a database that was migrated, and those that hosts of the version before have made since.</summary>
    public static void Fill(NpgsqlConnection connection, string schema)
    {
        while (true)
        {
            Unlisted[] page =
            [
                .. connection.Query<Unlisted>(
                    $"SELECT number, document FROM {schema}.requests WHERE requester IS NULL ORDER BY number LIMIT {Page} FOR UPDATE",
                    commandTimeout: PostgresMigrations.Patience
                ),
            ];
            if (page.Length == 0)
            {
                return;
            }

            connection.Execute(List(schema), Facts(page), commandTimeout: PostgresMigrations.Patience);
        }
    }

    private static string List(string schema) =>
        $"""
            UPDATE {schema}.requests r
            SET requester = f.requester, bytes = (SELECT octet_length(body) FROM {schema}.envelopes WHERE approval_id = r.id)
            FROM unnest(@numbers, @requesters) f (number, requester) WHERE r.number = f.number;

            INSERT INTO {schema}.listed (number, created_at, endpoint, requester, tenant, words)
            SELECT r.number, r.created_at, r.endpoint, f.requester, f.tenant, array_to_tsvector(string_to_array(f.words, ' '))
            FROM unnest(@numbers, @requesters, @tenants, @words) f (number, requester, tenant, words)
            JOIN {schema}.requests r ON r.number = f.number;

            INSERT INTO {schema}.listed_actions (action, created_at, number)
            SELECT DISTINCT unnest(actions), created_at, number FROM {schema}.requests WHERE number = ANY(@numbers)
            """;

    private static object Facts(Unlisted[] page)
    {
        var requests = Array.ConvertAll(page, row => StoredJson.Request(row.Document));
        return new
        {
            numbers = Array.ConvertAll(page, row => row.Number),
            requesters = Array.ConvertAll(requests, PostgresRequests.Requester),
            tenants = Array.ConvertAll(requests, Tenant),
            words = Array.ConvertAll(requests, PostgresWords.Of),
        };
    }

    private static string? Tenant(ApprovalRequest request) =>
        request.Tenant is { } tenant ? PostgresNames.Kept(tenant) : null;

    private sealed class Unlisted
    {
        public long Number { get; init; }

        public string Document { get; init; } = "";
    }
}
