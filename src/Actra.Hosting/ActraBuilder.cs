using Actra.Guard;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting;

/// <summary>Goes on from <c>AddActra</c>: resolvers, observers, stores, keys.</summary>
public sealed partial class ActraBuilder
{
    internal ActraBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Who says who asks. It is taken from the scope of each piece of work; scoped unless it is registered otherwise. A host has at most one.</summary>
    public ActraBuilder AddActorResolver<T>()
        where T : class, IActorResolver
    {
        Services.TryAddScoped<T>();
        Services.AddSingleton(new ActorResolverRegistration(typeof(T).Name, scope => scope.GetRequiredService<T>()));
        return this;
    }

    /// <summary>Who says who asks: one thread-safe instance for all work.</summary>
    /// <param name="resolver">The resolver.</param>
    public ActraBuilder AddActorResolver(IActorResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        Services.AddSingleton(new ActorResolverRegistration(resolver.GetType().Name, _ => resolver));
        return this;
    }

    /// <summary>
    /// Who looks up the state of the world. It is taken from the scope of each piece of work; scoped unless it is registered otherwise. Resolvers are asked in
    /// the order of these calls.
    /// </summary>
    /// <param name="actions">The actions it is for; none for all.</param>
    public ActraBuilder AddSnapshotResolver<T>(params string[] actions)
        where T : class, ISnapshotResolver
    {
        ArgumentNullException.ThrowIfNull(actions);
        Services.TryAddScoped<T>();
        Services.AddSingleton(
            new SnapshotResolverRegistration(typeof(T).Name, [.. actions], scope => scope.GetRequiredService<T>())
        );
        return this;
    }

    /// <summary>Who looks up the state of the world: one thread-safe instance for all work.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="actions">The actions it is for; none for all.</param>
    public ActraBuilder AddSnapshotResolver(ISnapshotResolver resolver, params string[] actions)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(actions);
        Services.AddSingleton(new SnapshotResolverRegistration(resolver.GetType().Name, [.. actions], _ => resolver));
        return this;
    }

    /// <summary>Is told of every decision; a singleton.</summary>
    public ActraBuilder AddDecisionObserver<T>()
        where T : class, IDecisionObserver
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDecisionObserver, T>());
        return this;
    }

    /// <summary>Is told of every decision.</summary>
    /// <param name="observer">The observer; thread-safe.</param>
    public ActraBuilder AddDecisionObserver(IDecisionObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Services.AddSingleton(observer);
        return this;
    }
}
