using Actra.Guard;
using Actra.Hosting;
using Actra.MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what guards MassTransit buses.</summary>
public static class ActraMassTransitServiceCollectionExtensions
{
    /// <summary>
    /// Adds what a bus needs that calls <c>cfg.UseActra(context)</c>: the mover of released messages, and the health check <c>actra-masstransit</c>. May be called
    /// again.
    /// </summary>
    public static ActraBuilder AddMassTransitGuard(this ActraBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(GuardedBuses)))
        {
            return builder;
        }

        services.AddSingleton<GuardedBuses>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IWorkMover, MassTransitWorkMover>();
        services.AddSingleton<IPolicyCheck, MessagePolicyCheck>();
        services.AddHealthChecks().AddCheck<CoverageHealthCheck>("actra-masstransit");
        return builder;
    }
}
