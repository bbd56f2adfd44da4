using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Hosting;
using Actra.Runtime;
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
        AddApprovals(services);
        AddGuard(services);
        AddPump(services);
        AddNotices(services);
        AddHealth(services);
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
        services.AddSingleton(sp => new PolicyPlace(
            sp.GetRequiredService<ActraOptions>().Policy.Origin,
            HostNames.ContentRoot(sp)
        ));
        services.AddSingleton<HostPolicySource>();
        services.AddSingleton<IPolicySource>(sp => sp.GetRequiredService<HostPolicySource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPolicyCheck, ApprovalRequirementCheck>());
        services.AddHostedService<PolicyWatcher>();
    }

    private static void AddGuard(IServiceCollection services)
    {
        services.TryAddSingleton(sp => ResolverRegistrations.Build(sp, sp.GetRequiredService<ActraOptions>()));
        services.TryAddSingleton(sp => HostPipelines.Build(sp.GetRequiredService<ActraOptions>()));
        services.TryAddSingleton<ActionGuard>();
        services.TryAddSingleton(ActraBuilder.Calls);
        services.TryAddSingleton<ActraRuntime>();
        services.AddHostedService<ActraStartup>();
    }

    private static void AddApprovals(IServiceCollection services)
    {
        services.TryAddSingleton<SqliteFiles>();
        services.TryAddSingleton<PostgresDatabases>();
        services.TryAdd(StoreRegistrations.SqliteApprovals(StoreRegistrations.DefaultFile));
        services.TryAdd(StoreRegistrations.SqliteAuditLog(StoreRegistrations.DefaultFile));
        services.TryAddSingleton(sp => HostVoteKeys.Build(sp, sp.GetRequiredService<ActraOptions>()));
        services.TryAddSingleton(HostAuditWriter.Create);
        services.TryAddSingleton<ApprovalService>();
        services.TryAddSingleton<IApprovals>(sp => new WakingApprovals(
            sp.GetRequiredService<ApprovalService>(),
            sp.GetRequiredService<IReleasePumpSignal>()
        ));
    }

    private static void AddPump(IServiceCollection services)
    {
        services.TryAddSingleton<PumpSignal>();
        services.TryAddSingleton<IReleasePumpSignal>(sp => sp.GetRequiredService<PumpSignal>());
        services.TryAddSingleton<PumpRecords>();
        services.TryAddSingleton<PumpContext>();
        services.TryAddSingleton<PumpStatus>();
        services.TryAddSingleton<RecordStep>();
        services.TryAddSingleton<EraseStep>();
        services.TryAddSingleton<StoreBacklog>();
        services.TryAddSingleton<StoreGauges>();
        services.AddHostedService<ReleasePump>();
        services.AddHostedService<WakeListener>();
        services.AddHostedService<AuditUpkeep>();
    }

    private static void AddNotices(IServiceCollection services)
    {
        services.TryAddSingleton<HostNotifiers>();
        services.TryAddSingleton<NoticeStatus>();
        services.TryAddSingleton<NoticeDelivery>();
        services.TryAddSingleton<INotices, StoredNotices>();
        services.AddHostedService<NoticePump>();
    }

    private static void AddHealth(IServiceCollection services) =>
        services
            .AddHealthChecks()
            .AddCheck<PolicyHealthCheck>("actra-policy", tags: ["actra"])
            .AddCheck<StoreHealthCheck>("actra-store", tags: ["actra"])
            .AddCheck<PumpHealthCheck>("actra-pump", tags: ["actra"])
            .AddCheck<NoticeHealthCheck>("actra-notices", tags: ["actra"]);
}
