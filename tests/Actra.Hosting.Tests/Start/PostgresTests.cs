using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Storage;
using Actra.TestSupport;
using Npgsql;

namespace Actra.Hosting.Tests;

public sealed class PostgresTests : IAsyncLifetime
{
    private readonly List<string> _schemas = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (Servers.Find(Servers.PostgreSql) is null)
        {
            return;
        }

        await using var source = NpgsqlDataSource.Create(Servers.Get(Servers.PostgreSql));
        foreach (var schema in _schemas)
        {
            await using var drop = source.CreateCommand($"DROP SCHEMA IF EXISTS {schema} CASCADE");
            await drop.ExecuteNonQueryAsync();
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_was_parked_before_a_restart_is_released_after_it()
    {
        var schema = NewSchema();
        string id;
        await using (var host = await StartAsync(schema))
        {
            id = (await host.ParkAsync()).Id;
        }

        await using (var host = await StartAsync(schema))
        {
            var request = await host.Get<IApprovals>().GetAsync(id);
            await host.Get<IApprovals>().ApproveAsync(id, TestHost.Finance, request!.ShownDigest);
            await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
            Assert.Equal("message-1", System.Text.Encoding.UTF8.GetString(host.Mover.Envelopes.Single().Body.Span));
        }

        await using (var host = await StartAsync(schema))
        {
            Assert.Equal(ApprovalState.Released, await host.StateAsync(id));
            Assert.Equal(
                [AuditKind.Parked, AuditKind.Vote, AuditKind.StateChange, AuditKind.StateChange],
                await KindsAsync(host)
            );
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Two_hosts_share_a_schema_and_approved_work_is_released_by_one_of_them()
    {
        var schema = NewSchema();
        await using var one = await StartAsync(schema);
        await using var two = await StartAsync(schema);
        var request = await one.ParkAsync();
        await two.Get<IApprovals>().ApproveAsync(request.Id, TestHost.Finance, request.ShownDigest);
        await one.PassAsync(TimeSpan.FromSeconds(2));
        await two.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(ApprovalState.Released, await one.StateAsync(request.Id));
        Assert.Equal(1, one.Mover.Calls.Count + two.Mover.Calls.Count);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_vote_in_one_host_wakes_the_pump_of_another()
    {
        var schema = NewSchema();
        await using var one = new TestHost(withMover: false);
        one.Actra.UsePostgres(Servers.Get(Servers.PostgreSql), schema);
        await one.StartAsync();
        await using var two = await StartAsync(schema);
        var request = await one.ParkAsync();

        // No clock goes on: the other host looks because it is told to.
        await one.Get<IApprovals>().ApproveAsync(request.Id, TestHost.Finance, request.ShownDigest);

        await Eventually.HoldsAsync(() => two.Mover.Calls.Count == 1);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_happens_in_one_host_is_told_by_another()
    {
        var schema = NewSchema();
        var desk = new RecordingNotifier();
        await using var one = await StartAsync(schema, new RecordingNotifier { Problem = new IOException("no line") });
        await using var two = await StartAsync(schema, desk);
        await one.ParkAsync();

        await Eventually.HoldsAsync(async () =>
        {
            await two.PassAsync(TimeSpan.FromMinutes(1));
            return desk.Told.Count == 1;
        });
        Assert.Equal(["approval.requested"], desk.Events);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Records_are_written_once_where_log_and_approvals_are_in_two_schemas()
    {
        await using var host = new TestHost();
        host.Actra.UsePostgresApprovals(Servers.Get(Servers.PostgreSql), NewSchema())
            .UsePostgresAuditLog(Servers.Get(Servers.PostgreSql), NewSchema());
        await host.StartAsync();
        var request = await host.ParkAsync();
        await host.Get<IApprovals>().ApproveAsync(request.Id, TestHost.Finance, request.ShownDigest);
        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);

        await host.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(
            [AuditKind.Parked, AuditKind.Vote, AuditKind.StateChange, AuditKind.StateChange],
            await KindsAsync(host)
        );
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task The_schema_is_named_actra_where_none_is_named()
    {
        await using var admin = NpgsqlDataSource.Create(Servers.Get(Servers.PostgreSql));
        var name = NewSchema();
        await using (var create = admin.CreateCommand($"CREATE DATABASE {name}"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var settings = new NpgsqlConnectionStringBuilder(Servers.Get(Servers.PostgreSql)) { Database = name };
        await using (var host = new TestHost())
        {
            host.Actra.UsePostgres(settings.ToString());
            await host.StartAsync();
            Assert.Equal("actra", Assert.IsType<PostgresAuditLog>(host.Get<IAuditLog>()).Database.Schema);
            Assert.IsType<PostgresApprovalStore>(host.Store);
        }

        await using var drop = admin.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_server_that_does_not_answer_stops_the_start_without_telling_the_password()
    {
        await using var host = new TestHost();
        host.Actra.UsePostgres("Host=127.0.0.1;Port=1;Username=actra;Password=hush;Timeout=5");

        var refusal = await Assert.ThrowsAsync<ActraException>(host.StartAsync);

        Assert.Contains("the PostgreSQL schema `actra` cannot be opened", refusal.Message);
        Assert.DoesNotContain("hush", refusal.ToString());
    }

    private string NewSchema()
    {
        _schemas.Add($"test_{Guid.NewGuid():N}");
        return _schemas[^1];
    }

    private static async Task<TestHost> StartAsync(string schema, IApprovalNotifier? notifier = null)
    {
        var host = new TestHost();
        host.Actra.UsePostgres(Servers.Get(Servers.PostgreSql), schema);
        if (notifier is not null)
        {
            host.Actra.AddNotifier(notifier);
        }

        return await host.StartAsync();
    }

    private static async Task<List<AuditKind>> KindsAsync(TestHost host)
    {
        var kinds = new List<AuditKind>();
        await foreach (var record in host.Get<IAuditLog>().ReadAsync(1, CancellationToken.None))
        {
            kinds.Add(record.Entry.Kind);
        }

        return kinds;
    }
}
