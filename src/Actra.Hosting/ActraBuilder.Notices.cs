using Actra.Approvals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting;

public sealed partial class ActraBuilder
{
    /// <summary>Is told of what happens to requests, at least once each; a singleton. With the first one, the store begins to keep notices.</summary>
    public ActraBuilder AddNotifier<T>()
        where T : class, IApprovalNotifier
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IApprovalNotifier, T>());
        return this;
    }

    /// <summary>Is told of what happens to requests, at least once each.</summary>
    /// <param name="notifier">The notifier; thread-safe.</param>
    public ActraBuilder AddNotifier(IApprovalNotifier notifier)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        Services.AddSingleton(notifier);
        return this;
    }
}
