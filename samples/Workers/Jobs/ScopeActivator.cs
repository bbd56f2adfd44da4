using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Workers.Jobs;

/// <summary>Makes job classes from the host's services, in a scope per job.</summary>
internal sealed class ScopeActivator(IServiceProvider services) : JobActivator
{
    public override object ActivateJob(Type jobType) => ActivatorUtilities.CreateInstance(services, jobType);

    public override JobActivatorScope BeginScope(JobActivatorContext context) => new Scope(services.CreateScope());

    private sealed class Scope(IServiceScope scope) : JobActivatorScope
    {
        public override object Resolve(Type type) =>
            ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, type);

        public override void DisposeScope() => scope.Dispose();
    }
}
