using Actra.Approvals;
using Actra.Model;
using Actra.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actra.Cli.Tests;

/// <summary>A host that works on the same database file as the command line.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningHost(IHost host) => _host = host;

    /// <param name="database">The file.</param>
    /// <param name="keyFile">The vote key it knows.</param>
    /// <param name="approver">Whom the key may speak for, with the role <c>finance</c>.</param>
    public static async Task<RunningHost> StartAsync(string database, string keyFile, string approver)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var (id, secret) = ActraKeyFile.Read(keyFile)[0];
        builder
            .Services.AddActra(options =>
            {
                options.ServiceName = "billing";
                options.PumpInterval = TimeSpan.FromMilliseconds(20);
                options.Policy.FromStrings(
                    PolicyFolder.Schema,
                    PolicyFolder.Rules.Replace("require_approval", "block")
                );
            })
            .UseSqlite(database)
            .AddVoteKey(
                new VoteKey(id, secret, new Dictionary<string, IReadOnlyList<string>> { [approver] = ["finance"] })
            );
        var host = builder.Build();
        await host.StartAsync();
        return new RunningHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
