using Actra.Approvals;
using Actra.Audit;
using Actra.Capabilities;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>The action runtime of a host, over what the host has.</summary>
internal static class HostActionRuntime
{
    public static ActionRuntime Create(
        IServiceProvider services,
        string policy,
        Action<ActionRuntimeOptions>? configure
    )
    {
        var host = services.GetRequiredService<ActraOptions>();
        var options = new ActionRuntimeOptions
        {
            ApprovalStore = services.GetRequiredService<IApprovalStore>(),
            Keys = services.GetService<ActraKeyRing>(),
            AuditLog = services.GetRequiredService<IAuditLog>(),
            Writer = services.GetRequiredService<AuditWriter>(),
            Pipelines = services.GetRequiredService<ActraPipelines>(),
            Limits = host.Limits,
            TenantsApart = host.TenantField is not null,
            ServiceName = services.GetRequiredService<GuardOptions>().ServiceName,
            Clock = services.GetRequiredService<TimeProvider>(),
            Loggers = services.GetRequiredService<ILoggerFactory>(),
        };
        options.Approvals.Expires = host.Approvals.Expires;
        options.Approvals.ValidFor = host.Approvals.ValidFor;
        options.Approvals.Requirement = host.Approvals.Requirement ?? options.Approvals.Requirement;
        configure?.Invoke(options);
        return ActionRuntime.FromPolicy(Path.GetFullPath(policy, HostNames.ContentRoot(services)), options);
    }
}
