using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting;

public sealed partial class ActraBuilder
{
    /// <summary>Keeps approvals and the decision log in this process's memory: for tests and trials, a restart forgets both.</summary>
    public ActraBuilder UseInMemory()
    {
        Services.Replace(
            ServiceDescriptor.Singleton<IApprovalStore>(sp => new InMemoryApprovalStore(
                sp.GetRequiredService<TimeProvider>()
            ))
        );
        Services.Replace(ServiceDescriptor.Singleton<IAuditLog, InMemoryAuditLog>());
        return this;
    }
}
