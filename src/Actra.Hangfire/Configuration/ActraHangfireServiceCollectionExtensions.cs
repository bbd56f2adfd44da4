using Actra.Guard;
using Actra.Hangfire;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what guarded jobs need to a host's services.</summary>
public static class ActraHangfireServiceCollectionExtensions
{
    /// <summary>Adds the guard of jobs. <c>UseActra</c> in Hangfire's configuration switches it on. May be called again: options add up.</summary>
    /// <param name="services">The host's services, with <c>AddActra</c>.</param>
    /// <param name="configure">Sets options.</param>
    public static IServiceCollection AddActraHangfire(
        this IServiceCollection services,
        Action<ActraJobOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.AddSingleton(new JobOptionsChange(configure));
        }

        if (services.Any(service => service.ServiceType == typeof(JobServices)))
        {
            return services;
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
        return services;
    }

    private sealed record JobOptionsChange(Action<ActraJobOptions> Configure);
}
