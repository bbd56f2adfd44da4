using Actra.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actra.Cli.Tests;

/// <summary>A host of the service <c>billing</c> that works on the same database as the command line.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningHost(IHost host) => _host = host;

    /// <param name="configure">Names the database and the keys.</param>
    public static async Task<RunningHost> StartAsync(Action<ActraBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(
            builder.Services.AddActra(options =>
            {
                options.ServiceName = "billing";
                options.PumpInterval = TimeSpan.FromMilliseconds(20);
                options.Policy.FromStrings(
                    PolicyFolder.Schema,
                    PolicyFolder.Rules.Replace("require_approval", "block")
                );
            })
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
