using Actra.Approvals;
using Actra.Resolution;
using Actra.Testing;
using Actra.TestSupport;
using Dapper;

namespace Actra.Storage.Tests;

/// <summary>Asks the server how it goes about lists and counts where there are many requests: along an index, never through all of them.</summary>
public sealed class PostgresIndexTests : IDisposable
{
    private const int Many = 30_000;

    private readonly TemporarySchema _schema = new();

    public void Dispose()
    {
        if (Servers.Find(Servers.PostgreSql) is not null)
        {
            _schema.Dispose();
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Lists_under_each_filter_walk_along_an_index()
    {
        var last = await FillAsync();
        var cases = new (string Index, ApprovalQuery Query)[]
        {
            ("requests_newest", new()),
            ("requests_newest", new() { CreatedFrom = At(100), CreatedBefore = At(20_000) }),
            ("requests_state", new() { Service = "s1" }),
            (
                "requests_state|requests_pending",
                new() { Service = "s1", States = [ApprovalState.Pending, ApprovalState.Held] }
            ),
            ("requests_all", new() { States = [ApprovalState.Pending] }),
            (
                "requests_all",
                new() { States = [ApprovalState.Pending, ApprovalState.Executed], CreatedBefore = At(20_000) }
            ),
            ("listed_requester", new() { Requester = "user77" }),
            (
                "listed_requester",
                new()
                {
                    Requester = "user77",
                    Service = "s1",
                    States = [ApprovalState.Executed],
                }
            ),
            ("listed_endpoint", new() { Endpoint = "queue3" }),
            ("listed_tenant", new() { Tenant = "tenant5" }),
            ("listed_actions_pkey", new() { Action = "action2" }),
            ("listed_words", new() { Text = "word7777 rea" }),
        };
        foreach (var (index, query) in cases)
        {
            foreach (var page in new[] { query, query with { After = last } })
            {
                var (sql, parameters) = PostgresLists.Statement(_schema.Name, page);
                AssertUses(index, Explain(sql, parameters));
            }
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Pages_of_large_answers_are_not_sorted()
    {
        await FillAsync();
        foreach (
            var query in new ApprovalQuery[]
            {
                new(),
                new() { Endpoint = "queue3" },
                new() { Requester = "user77" },
                new() { Action = "action2" },
                new() { Tenant = "tenant5" },
                new() { Service = "s1", States = [ApprovalState.Executed] },
            }
        )
        {
            var (sql, parameters) = PostgresLists.Statement(_schema.Name, query with { Limit = 50 });
            var plan = Explain(sql, parameters, "ANALYZE, COSTS off, TIMING off, SUMMARY off");
            Assert.DoesNotContain("rows=30", plan, StringComparison.Ordinal);
            Assert.All(Rows(plan), rows => Assert.InRange(rows, 0, 60));
        }
    }

    private static IEnumerable<long> Rows(string plan) =>
        System
            .Text.RegularExpressions.Regex.Matches(plan, @"rows=(\d+)")
            .Select(match => long.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    private static DateTimeOffset At(int number) => DateTimeOffset.UnixEpoch.AddSeconds(number);

    private static void AssertUses(string index, string plan)
    {
        Assert.True(index.Split('|').Any(name => plan.Contains(name, StringComparison.Ordinal)), plan);
        Assert.False(plan.Contains("Seq Scan", StringComparison.Ordinal), plan);
    }

    private string Explain(string sql, object parameters, string options = "COSTS off")
    {
        using var connection = _schema.Connect();
        return string.Join('\n', connection.Query<string>($"EXPLAIN ({options}) {sql}", parameters));
    }

    /// <summary>Many requests, of which one in a hundred is open.</summary>
    /// <returns>The id of one in the middle.</returns>
    private async Task<string> FillAsync()
    {
        var clock = new ManualTimeProvider();
        var store = new PostgresApprovalStore(_schema.Open(), clock);
        await store.ParkAsync(SampleApprovals.Approval(clock), SampleApprovals.Envelope(), default);
        _schema.Execute(
            $"""
            INSERT INTO requests (id, work_key, generation, service, kind, endpoint, actions, state, version, created_at, changed_at, due_at, document, requester, bytes)
            SELECT 'r' || i, 'k' || i, 1, 's' || i % 3, {(int)WorkKind.Message}, 'queue' || i % 10, ARRAY['action'],
                   CASE WHEN i % 100 = 0 THEN 1 ELSE 5 END, 1, t, t, CASE WHEN i % 100 = 0 THEN t END, repeat('x', 500), 'user' || i % 100, 100
            FROM generate_series(1, {Many}) i, LATERAL (SELECT {DateTimeOffset.UnixEpoch.UtcTicks} + i::bigint * {TimeSpan.TicksPerSecond} AS t) at;
            INSERT INTO listed SELECT number, created_at, endpoint, requester, 'tenant' || number % 20, array_to_tsvector(ARRAY['reason', 'word' || number])
            FROM requests WHERE number > 1;
            INSERT INTO listed_actions SELECT 'action' || number % 5, created_at, number FROM requests WHERE number > 1
            """
        );
        _schema.Execute("VACUUM ANALYZE requests");
        _schema.Execute("VACUUM ANALYZE listed");
        _schema.Execute("VACUUM ANALYZE listed_actions");
        return $"r{Many / 2}";
    }
}
