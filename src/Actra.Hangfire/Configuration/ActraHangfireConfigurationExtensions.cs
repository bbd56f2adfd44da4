using Actra.Hangfire;

namespace Hangfire;

/// <summary>Puts jobs under a guard.</summary>
public static class ActraHangfireConfigurationExtensions
{
    /// <summary>
    /// Guards the jobs of this process: no job runs without a decision that lets it. May be called again; the last call's host is the one that decides.
    /// </summary>
    /// <param name="configuration">Hangfire's configuration.</param>
    /// <param name="provider">The host's services, with <c>AddActra(…).AddHangfireGuard()</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="Actra.Model.ActraException">The services lack <c>AddHangfireGuard</c>, or the order of the filters is not what the guard needs.</exception>
    public static IGlobalConfiguration UseActra(
        this IGlobalConfiguration configuration,
        IServiceProvider provider,
        Action<ActraJobOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ActraJobFilters.Create(provider, configure).Install(GlobalJobFilters.Filters);
        return configuration;
    }
}
