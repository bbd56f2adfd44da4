using Actra.Approvals;
using Actra.Resolution;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

/// <summary>How SQLite goes about what hosts and people ask every day: along an index, in its order, without looking at the rest.</summary>
public sealed class SqlitePlanTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqlitePlanTests() => _database = SqliteDatabase.Open(_file.Path);

    public static TheoryData<string, ApprovalQuery> Lists
    {
        get
        {
            ApprovalState[] pending = [ApprovalState.Pending];
            ApprovalState[] some = [ApprovalState.Approved, ApprovalState.Failed, ApprovalState.Held];
            var lists = new TheoryData<string, ApprovalQuery>();
            foreach (var states in new[] { pending, some, null })
            {
                var all = new ApprovalQuery { States = states };
                lists.Add("requests_state", all);
                lists.Add("requests_state", all with { Kind = WorkKind.Job });
                lists.Add(
                    "requests_state",
                    all with
                    {
                        CreatedFrom = DateTimeOffset.UnixEpoch,
                        CreatedBefore = DateTimeOffset.MaxValue,
                    }
                );
                lists.Add("requests_service", all with { Service = "a" });
                lists.Add("requests_tenant", all with { Service = "a", Tenant = "t" });
                lists.Add("requests_endpoint", all with { Service = "a", Endpoint = "e" });
                lists.Add(
                    "requests_requester",
                    all with
                    {
                        Requester = "r",
                        Service = "a",
                        Endpoint = "e",
                        Tenant = "t",
                    }
                );
                lists.Add("actions USING PRIMARY KEY", all with { Action = "x", Service = "a" });
                lists.Add("requests_requester", all with { Action = "x", Requester = "r", Service = "a" });
                lists.Add("search VIRTUAL TABLE INDEX", all with { Text = "refund" });
                lists.Add(
                    "search VIRTUAL TABLE INDEX",
                    all with
                    {
                        Text = "refund big",
                        Service = "a",
                        Action = "x",
                        Requester = "r",
                    }
                );
            }

            return lists;
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_goes_along_one_index(string index, ApprovalQuery query)
    {
        var list = new SqliteList(query);
        var plan = await Plan(list.Sql, list.Parameters());
        Goes(plan, index);
        Assert.All(plan, step => Assert.True(!step.Contains("TABLE") || IsAlong(step) || IsOneRow(step), step));

        bool IsAlong(string step) =>
            step.Contains(index) && (step.Contains("place>? AND place<?") || step.EndsWith(":M1><"));

        static bool IsOneRow(string step) => step.Contains("place=?)");
    }

    [Theory]
    [InlineData("requests_releasable", SqlitePumpQueries.ReleasableTail)]
    [InlineData("requests_erasable", SqlitePumpQueries.ErasableTail)]
    [InlineData("requests_due", SqlitePumpQueries.DueTail)]
    [InlineData("requests_released", SqlitePumpQueries.DueTail)]
    public async Task What_a_pump_asks_goes_along_its_index(string index, string tail)
    {
        var wanted = new
        {
            service = "a",
            kind = 0,
            limit = 1,
            now = 1L,
            before = 1L,
        };
        Goes(await Plan("SELECT request FROM requests " + tail, wanted), index);
    }

    [Fact]
    public async Task Notices_are_taken_along_their_index()
    {
        var wanted = new
        {
            service = "a",
            now = 1L,
            limit = 1,
        };
        Goes(await Plan("SELECT notice FROM notices " + SqliteNoticeOutbox.Ready, wanted), "notices_ready");
    }

    [Fact]
    public void The_index_of_erasable_rows_knows_all_closed_states() =>
        Assert.Equal(
            SqlitePumpQueries.Closed,
            $"state IN ({string.Join(", ", Enum.GetValues<ApprovalState>().Where(state => state.IsClosed()).Select(state => (int)state))})"
        );

    private static void Goes(List<string> plan, string index)
    {
        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.All(plan, step => Assert.DoesNotContain("TEMP B-TREE", step));
        Assert.All(
            plan,
            step => Assert.False(step.StartsWith("SCAN TABLE") && !step.Contains("VIRTUAL TABLE INDEX"), step)
        );
    }

    private ValueTask<List<string>> Plan(string sql, object parameters) =>
        _database.ReadAsync(
            connection =>
                connection.Query("EXPLAIN QUERY PLAN " + sql, parameters).Select(step => (string)step.detail).ToList(),
            default
        );
}
