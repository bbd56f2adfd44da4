using Actra.Capabilities;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

public sealed partial class ActraBuilder
{
    /// <summary>
    /// Adds an <see cref="ActionRuntime"/> over a capability policy, with the host's approvals, decision log, keys, clock and name. The policy is read when the
    /// host starts, and one that is wrong stops the start.
    /// </summary>
    /// <param name="policy">The policy's file, from the content root.</param>
    /// <param name="configure">Changes what the host gives: the mode, who approves. The host's own <c>Approvals.Requirement</c> stands, where it has one.</param>
    /// <exception cref="InvalidOperationException">The host has one already.</exception>
    public ActraBuilder AddCapabilities(
        string policy = "capabilities.yaml",
        Action<ActionRuntimeOptions>? configure = null
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);
        if (Services.Any(service => service.ServiceType == typeof(ActionRuntime)))
        {
            throw new InvalidOperationException("a host has one capability policy; let it extend another");
        }

        Services.AddSingleton(services => HostActionRuntime.Create(services, policy, configure));
        Services.AddHostedService<CapabilityStartup>();
        return this;
    }
}
