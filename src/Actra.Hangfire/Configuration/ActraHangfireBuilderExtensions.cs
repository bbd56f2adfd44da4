using Actra.Guard;
using Actra.Hangfire;
using Actra.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what guarded jobs need to a host's services.</summary>
public static class ActraHangfireBuilderExtensions
{
    /// <summary>Adds the guard of jobs. <c>UseActra</c> in Hangfire's configuration switches it on. May be called again: options add up.</summary>
    /// <param name="builder">What <c>AddActra</c> returned.</param>
    /// <param name="configure">Sets options.</param>
    public static ActraBuilder AddHangfireGuard(this ActraBuilder builder, Action<ActraJobOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (configure is not null)
        {
            services.AddSingleton(new JobOptionsChange(configure));
        }

        if (services.Any(service => service.ServiceType == typeof(JobServices)))
        {
            return builder;
        }

        services.AddSingleton(sp =>
        {
            var options = new ActraJobOptions();
            foreach (var change in sp.GetServices<JobOptionsChange>())
            {
                change.Configure(options);
            }

            return new JobServices(sp, options);
        });
        services.AddSingleton(sp => new ActraJobFilters(sp.GetRequiredService<JobServices>()));
        services.AddSingleton(sp => new RecurringJobOwners(sp.GetRequiredService<JobServices>()));
        services.AddSingleton(sp => new HangfireWorkMover(sp.GetRequiredService<JobServices>()));
        services.AddSingleton<IWorkMover>(sp => sp.GetRequiredService<HangfireWorkMover>());
        services.TryAddSingleton(TimeProvider.System);
        return builder;
    }

    private sealed record JobOptionsChange(Action<ActraJobOptions> Configure);
}
