using Actra.Approvals;
using Actra.Storage;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Cli.Tests;

/// <summary>The same commands on a PostgreSQL database, with a host that works on it.</summary>
public sealed class PostgresApprovalsTests : IDisposable
{
    private readonly Desk _desk = new();
    private readonly string _schema = $"cli_{Guid.NewGuid():N}";

    public void Dispose()
    {
        _desk.Dispose();
        PostgresSchema.Drop(_schema);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Requests_are_listed_shown_approved_and_broken_open()
    {
        using var database = PostgresDatabase.Open(Servers.Get(Servers.PostgreSql), _schema);
        var store = new PostgresApprovalStore(database, TimeProvider.System);
        var (first, second) = (await ParkAsync(store, "m-1"), await ParkAsync(store, "m-2"));
        var (alice, bob) = (_desk.Person("alice", "finance"), _desk.Person("bob"));
        await using (
            await RunningHost.StartAsync(actra =>
                actra.UsePostgres(Servers.Get(Servers.PostgreSql), _schema).AddVoteKeys(_desk.Registrations)
            )
        )
        {
            Assert.Matches($"{second.Id} +pending(.|\n)*{first.Id} +pending", Run("list", "--text", "refund").Out);

            var answer = Run("approve", first.Id, "--as", "alice", "--key", alice, "--wait", "30s");

            Assert.Equal((0, ""), (answer.Code, answer.Error));
            Assert.EndsWith($"counted: `{first.Id}` is approved\n", answer.Out);
            Assert.Contains("alice: approve, signed with p256-", Run("show", first.Id).Out);
        }

        string[] people = ["--as", "alice", "--key", alice, "--with", "bob", "--with-key", bob];
        var broken = Run("break-glass", [second.Id, .. people, "--comment", "the hosts are gone", "--yes"]);
        Assert.Equal((0, ""), (broken.Code, broken.Error));
        Assert.Equal(ApprovalState.Approved, (await store.GetAsync(second.Id, default))!.State);
        Assert.Contains("break-glass", Shell.Run("audit", "tail", PostgresSchema.Uri(), "--schema", _schema).Out);
    }

    private Answer Run(string command, params string[] more) =>
        Shell.Run(["approvals", command, PostgresSchema.Uri(), "--schema", _schema, .. more]);

    private static async Task<ApprovalRequest> ParkAsync(PostgresApprovalStore store, string workId) =>
        (
            await store.ParkAsync(
                SampleApprovals.Approval(TimeProvider.System, workId),
                SampleApprovals.Envelope(),
                default
            )
        ).Request;
}
