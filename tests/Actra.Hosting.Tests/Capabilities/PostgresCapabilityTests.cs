using Actra.Approvals;
using Actra.Audit;
using Actra.Capabilities;
using Actra.TestSupport;
using Npgsql;

namespace Actra.Hosting.Tests;

public sealed class PostgresCapabilityTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actra-capabilities-").FullName;
    private readonly string _schema = $"test_{Guid.NewGuid():N}";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        if (Servers.Find(Servers.PostgreSql) is { } server)
        {
            await using var source = NpgsqlDataSource.Create(server);
            await using var drop = source.CreateCommand($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
            await drop.ExecuteNonQueryAsync();
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_one_host_asks_another_votes_on_and_one_of_them_runs()
    {
        await using var one = await NewHostAsync();
        await using var two = await NewHostAsync();
        var action = ActionEvent.Create("agent", "send", "pay", payload: new { amount = 100 });
        var asked = await one.Get<ActionRuntime>().ExecuteAsync(action);
        var request = await two.Get<IApprovals>().GetAsync(asked.ApprovalId!);
        await two.Get<IApprovals>().ApproveAsync(request!.Id, new Approver("boss", ["approver"]), request.ShownDigest);

        var verdicts = await Task.WhenAll(
            Task.Run(() => one.Get<ActionRuntime>().ExecuteAsync(action).AsTask()),
            Task.Run(() => two.Get<ActionRuntime>().ExecuteAsync(action).AsTask())
        );

        Assert.Equal(asked.ApprovalId, Assert.Single(verdicts, verdict => verdict.Authorized).ApprovalId);
        Assert.True((await AuditVerifier.VerifyAsync(one.Get<IAuditLog>())).IsIntact);
    }

    private async Task<TestHost> NewHostAsync()
    {
        var policy = Path.Combine(_folder, "capabilities.yaml");
        await File.WriteAllTextAsync(policy, "require_approval: [pay.send]");
        var host = new TestHost();
        host.Actra.UsePostgres(Servers.Get(Servers.PostgreSql), _schema).AddCapabilities(policy);
        return await host.StartAsync();
    }
}
