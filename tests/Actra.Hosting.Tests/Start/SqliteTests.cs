using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actra.Hosting.Tests;

public sealed class SqliteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actra-sqlite-").FullName;

    [Fact]
    public async Task What_was_parked_before_a_restart_is_released_after_it()
    {
        string id;
        await using (var host = await new TestHost().UseSqlite(_folder).StartAsync())
        {
            var request = await host.ParkAsync();
            id = request.Id;
            Assert.Equal(ApprovalState.Pending, await host.StateAsync(id));
        }

        await using (var host = await new TestHost().UseSqlite(_folder).StartAsync())
        {
            var request = await host.Get<IApprovals>().GetAsync(id);
            await host.Get<IApprovals>().ApproveAsync(id, TestHost.Finance, request!.ShownDigest);
            await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
            Assert.Equal("message-1", System.Text.Encoding.UTF8.GetString(host.Mover.Envelopes.Single().Body.Span));
        }

        await using (var host = await new TestHost().UseSqlite(_folder).StartAsync())
        {
            Assert.Equal(ApprovalState.Released, await host.StateAsync(id));
            var details = new List<AuditKind>();
            await foreach (var record in host.Get<IAuditLog>().ReadAsync(1, CancellationToken.None))
            {
                details.Add(record.Entry.Kind);
            }

            Assert.Equal([AuditKind.Parked, AuditKind.Vote, AuditKind.StateChange, AuditKind.StateChange], details);
        }
    }

    [Fact]
    public async Task Records_are_written_once_where_log_and_approvals_are_in_two_files()
    {
        await using var host = new TestHost();
        host.Actra.UseSqliteApprovals(Path.Combine(_folder, "approvals.db"))
            .UseSqliteAuditLog(Path.Combine(_folder, "log.db"));
        await host.StartAsync();
        var request = await host.ParkAsync();

        await host.Get<IApprovals>().ApproveAsync(request.Id, TestHost.Finance, request.ShownDigest);
        await Eventually.HoldsAsync(() => host.Mover.Calls.Count == 1);
        await host.PassAsync(TimeSpan.FromSeconds(1));

        var kinds = new List<AuditKind>();
        await foreach (var record in host.Get<IAuditLog>().ReadAsync(1, CancellationToken.None))
        {
            kinds.Add(record.Entry.Kind);
        }

        Assert.Equal([AuditKind.Parked, AuditKind.Vote, AuditKind.StateChange, AuditKind.StateChange], kinds);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_stops_the_start_by_name()
    {
        var path = Path.Combine(_folder, "actra.db");
        await File.WriteAllTextAsync(path, new string('x', 5000));
        await using var host = new TestHost();
        host.Actra.UseSqlite(path);

        var refusal = await Assert.ThrowsAsync<ActraException>(host.StartAsync);

        Assert.Contains($"`{path}` cannot be opened", refusal.Message);
    }

    [Fact]
    public async Task AddActra_alone_reads_the_policy_folder_and_keeps_everything_in_one_file()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "policy"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "policy", "schema.yaml"), Texts.Schema);
        await File.WriteAllTextAsync(Path.Combine(_folder, "policy", "policy.yaml"), Texts.Block);
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                DisableDefaults = true,
                ContentRootPath = _folder,
                ApplicationName = "App",
            }
        );
        builder.Services.AddActra();

        using var host = builder.Build();
        await host.StartAsync();

        Assert.Equal("App", host.Services.GetRequiredService<GuardOptions>().ServiceName);
        Assert.Single(host.Services.GetRequiredService<IPolicySource>().Current.Rules);
        Assert.True(File.Exists(Path.Combine(_folder, "actra.db")));
        await host.StopAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
