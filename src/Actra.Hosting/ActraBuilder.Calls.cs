using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting;

public sealed partial class ActraBuilder
{
    /// <summary>Gives what surrounds a call of the host's own code; a singleton.</summary>
    public ActraBuilder AddContextResolver<T>()
        where T : class, IContextResolver
    {
        Services.Replace(ServiceDescriptor.Singleton<IContextResolver, T>());
        return this;
    }

    /// <summary>Names actions that no attribute names, for calls of the host's own code; a singleton.</summary>
    public ActraBuilder AddActionTypeResolver<T>()
        where T : class, IActionTypeResolver
    {
        Services.Replace(ServiceDescriptor.Singleton<IActionTypeResolver, T>());
        return this;
    }

    /// <summary>Builds fields in place of the readers, for calls of the host's own code; a singleton.</summary>
    public ActraBuilder AddActionResolver<T>()
        where T : class, IActionResolver
    {
        Services.Replace(ServiceDescriptor.Singleton<IActionResolver, T>());
        return this;
    }

    internal static CallResolvers Calls(IServiceProvider services) =>
        new()
        {
            Context = services.GetService<IContextResolver>(),
            ActionType = services.GetService<IActionTypeResolver>(),
            Action = services.GetService<IActionResolver>(),
        };
}
