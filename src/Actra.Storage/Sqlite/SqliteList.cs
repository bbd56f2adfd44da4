using Actra.Approvals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>
/// A page of requests. It is read in its order along one index, that of the rarest thing that is asked for, state by state; what else is asked for is looked at row by
/// row, for which a <c>+</c> keeps SQLite from going along another index.
/// </summary>
internal sealed class SqliteList(ApprovalQuery query)
{
    public const string Indexes = """
        CREATE UNIQUE INDEX requests_place ON requests (place);
        CREATE INDEX requests_state ON requests (state, place);
        CREATE INDEX requests_service ON requests (service, state, place);
        CREATE INDEX requests_requester ON requests (requester, state, place);
        CREATE INDEX requests_endpoint ON requests (endpoint, state, place);
        CREATE INDEX requests_tenant ON requests (tenant, state, place) WHERE tenant IS NOT NULL;
        """;

    /// <summary>By how much a place may be later than its time: so many ticks for so many requests of one moment.</summary>
    private const long Spread = TimeSpan.TicksPerSecond;

    private const string HasAction =
        "EXISTS (SELECT 1 FROM actions WHERE action = @Action AND state = requests.state AND place = requests.place)";

    private readonly IReadOnlySet<string> _words = SearchText.Words([query.Text]);
    private readonly int[] _states =
    [
        .. (query.States ?? Enum.GetValues<ApprovalState>()).Distinct().Select(state => (int)state),
    ];

    /// <summary>Conditions that have an index, the rarest first.</summary>
    private List<string> Indexed =>
        Given(
            (query.Requester, "requester = @requester"),
            (query.Endpoint, "endpoint = @Endpoint"),
            (query.Tenant, "tenant = @Tenant"),
            (query.Service, "service = @Service")
        );

    private List<string> Others =>
        Given(
            (query.Kind, "kind = @kind"),
            (query.CreatedFrom, "created_at >= @createdFrom"),
            (query.CreatedBefore, "created_at < @createdBefore")
        );

    private List<string> Actions => Given((query.Action, HasAction));

    public string Sql =>
        _words.Count > 0 ? AlongWords()
        : query is { Action: not null, Requester: null } ? StateByState(AlongAction)
        : StateByState(AlongColumn);

    public IReadOnlyList<ApprovalRequest> Read(SqliteConnection connection)
    {
        var after = query.After is null
            ? long.MaxValue
            : connection.ExecuteScalar<long?>("SELECT place FROM requests WHERE id = @After", new { query.After });
        return after is { } place && _states.Length > 0
            ? [.. connection.Query<string>(Sql, Parameters(place)).Select(StoredJson.Request)]
            : [];
    }

    public object Parameters(long after = long.MaxValue) =>
        new
        {
            query.Service,
            query.Endpoint,
            query.Action,
            query.Tenant,
            requester = query.Requester is null ? null : Approver.Normalize(query.Requester),
            kind = (int?)query.Kind,
            createdFrom = query.CreatedFrom?.UtcTicks ?? 0,
            createdBefore = query.CreatedBefore?.UtcTicks ?? long.MaxValue,
            before = Math.Min(after, query.CreatedBefore?.UtcTicks + Spread ?? long.MaxValue),
            match = SqliteSearch.Match(_words, pending: _states is [(int)ApprovalState.Pending]),
            limit = Math.Clamp(query.Limit, 1, ApprovalQuery.LongestPage),
        };

    private string AlongWords() =>
        "SELECT request FROM search CROSS JOIN requests ON requests.place = search.rowid"
        + $" WHERE search MATCH @match AND {Page("search.rowid")} AND +state IN ({string.Join(", ", _states)})"
        + RowByRow([.. Indexed, .. Others, .. Actions])
        + " ORDER BY search.rowid DESC LIMIT @limit";

    private string AlongAction(int state) =>
        "SELECT request, actions.place AS place FROM actions CROSS JOIN requests ON requests.place = actions.place"
        + $" WHERE actions.action = @Action AND actions.state = {state} AND {Page("actions.place")}"
        + RowByRow([.. Indexed, .. Others]);

    private string AlongColumn(int state) =>
        $"SELECT request, place FROM requests WHERE {string.Join(" AND ", [.. Indexed.Take(1), $"state = {state}"])}"
        + $" AND {Page("place")}"
        + RowByRow([.. Indexed.Skip(1), .. Others, .. Actions]);

    private string StateByState(Func<int, string> arm) =>
        string.Join(" UNION ALL ", _states.Select(arm)) + " ORDER BY place DESC LIMIT @limit";

    private static string Page(string place) => $"{place} >= @createdFrom AND {place} < @before";

    private static string RowByRow(IEnumerable<string> conditions) =>
        string.Concat(conditions.Select(condition => $" AND +{condition}"));

    private static List<string> Given(params ReadOnlySpan<(object? Wanted, string Condition)> conditions)
    {
        var given = new List<string>();
        foreach (var (wanted, condition) in conditions)
        {
            if (wanted is not null)
            {
                given.Add(condition);
            }
        }

        return given;
    }
}
