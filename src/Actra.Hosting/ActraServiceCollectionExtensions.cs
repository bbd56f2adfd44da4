using Actra.Guard;
using Actra.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Actra to a host.</summary>
public static class ActraServiceCollectionExtensions
{
    /// <summary>
    /// Adds the guard, its policy, approvals and decision log. Without further ado the policy is read from <c>./policy</c>, and approvals and log are kept in
    /// <c>actra.db</c>, both under the content root. May be called again: options add up.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>A builder for resolvers, observers, stores and keys.</returns>
    public static ActraBuilder AddActra(this IServiceCollection services, Action<ActraOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        var builder = new ActraBuilder(services);
        if (services.Any(s => s.ServiceType == typeof(HostPolicySource)))
        {
            return builder;
        }

        AddOptions(services);
        AddPolicy(services);
        AddGuard(services);
        return builder;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<ActraOptions>().ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<ActraOptions>, ActraConfiguration>();
        services.AddSingleton<IValidateOptions<ActraOptions>, ActraOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(sp => sp.GetRequiredService<IOptions<ActraOptions>>().Value);
        services.TryAddSingleton(sp => HostNames.Complete(sp.GetRequiredService<ActraOptions>(), sp));
    }

    private static void AddPolicy(IServiceCollection services)
    {
        services.AddSingleton(sp => new PolicyFiles(
            sp.GetRequiredService<ActraOptions>().Policy.Origin,
            HostNames.ContentRoot(sp)
        ));
        services.AddSingleton<HostPolicySource>();
        services.TryAddSingleton<IPolicySource>(sp => sp.GetRequiredService<HostPolicySource>());
        services.AddHostedService<PolicyWatcher>();
    }

    private static void AddGuard(IServiceCollection services)
    {
        services.TryAddSingleton(sp => ResolverRegistrations.Build(sp, sp.GetRequiredService<ActraOptions>()));
        services.TryAddSingleton<ActionGuard>();
        services.TryAddSingleton<PumpSignal>();
        services.TryAddSingleton<IReleasePumpSignal>(sp => sp.GetRequiredService<PumpSignal>());
        services.AddHostedService<ActraStartup>();
    }
}
