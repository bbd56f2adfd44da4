using Actra.Audit;
using Hangfire;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workers.Consumers;
using Workers.Guarding;
using Workers.Jobs;
using Workers.Running;

return await CommandLine.RunAsync(
    args,
    async (options, ct) =>
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory }
        );

        // The guard: the policy is read from ./policy, approvals and decision log are kept in one file.
        builder
            .Services.AddActra(o =>
            {
                o.ServiceName = options.Service;

                // Plain allows are recorded before they run, too: after a kill the decision log explains all that has happened.
                o.AuditAllows = AuditDurability.Required;

                // Moments, because this is a demonstration: the defaults are a second and minutes.
                o.PumpInterval = TimeSpan.FromMilliseconds(250);
                o.Guard.Lease = TimeSpan.FromSeconds(5);
                o.Guard.ReleaseTimeout = TimeSpan.FromSeconds(5);
            })
            .AddActorResolver<DirectoryActors>()
            .AddSnapshotResolver<WorldSnapshot>("refund", "deploy")
            .UseSqlite(options.InData("actra.db"))
            .SignWith(HostKey.Id, HostKey.Open(options.InData("host.key")))
            .AddMassTransitGuard()
            .AddHangfireGuard();

        // Messages. UseActra comes before the endpoints; UseActraClient seals who asks into what this program itself sends.
        builder.Services.AddActraClient(_ => { });
        builder.Services.AddMassTransit(bus =>
        {
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(options.Service, includeNamespace: false));
            bus.AddConsumers(typeof(RefundConsumer), typeof(DeployConsumer), typeof(DeleteTenantConsumer));
            if (options.RabbitMq is { } broker)
            {
                bus.UsingRabbitMq(
                    (context, cfg) =>
                    {
                        cfg.Host(broker);
                        cfg.UseActra(context);
                        cfg.UseActraClient(context);
                        cfg.ConfigureEndpoints(context);
                    }
                );
            }
            else
            {
                bus.UsingInMemory(
                    (context, cfg) =>
                    {
                        cfg.UseActra(context);
                        cfg.UseActraClient(context);
                        cfg.ConfigureEndpoints(context);
                    }
                );
            }
        });

        // Jobs.
        builder.Services.AddJobs((services, hangfire) => hangfire.UseActra(services));

        builder.AddSample(options);
        using var host = builder.Build();
        return await SampleHost.RunAsync(host, options, ct);
    }
);
