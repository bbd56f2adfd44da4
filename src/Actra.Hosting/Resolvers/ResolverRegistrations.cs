using Actra.Guard;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>An actor resolver that somebody registered; a host has at most one.</summary>
/// <param name="Name">The resolver's type, for messages.</param>
/// <param name="Create">Gives it from a scope.</param>
internal sealed record ActorResolverRegistration(string Name, Func<IServiceProvider, IActorResolver> Create);

/// <summary>A snapshot resolver that somebody registered.</summary>
/// <param name="Name">The resolver's type, for messages.</param>
/// <param name="Actions">The actions it is for; none for all.</param>
/// <param name="Create">Gives it from a scope.</param>
internal sealed record SnapshotResolverRegistration(
    string Name,
    IReadOnlyList<string> Actions,
    Func<IServiceProvider, ISnapshotResolver> Create
);

internal static class ResolverRegistrations
{
    /// <summary>The resolvers of a host, as the guard takes them. Where the guard has no scope for the work, the root provider stands in.</summary>
    public static ActraResolvers Build(IServiceProvider root, ActraOptions options)
    {
        var resolvers = new ActraResolvers();
        if (root.GetServices<ActorResolverRegistration>().LastOrDefault() is { } actor)
        {
            resolvers.Actor = scope => actor.Create(scope ?? root);
        }
        else if (options.UnsignedHeaders is { } headers)
        {
            var resolver = new HeaderActorResolver(headers, root.GetRequiredService<IPolicySource>());
            resolvers.Actor = _ => resolver;
        }

        foreach (var snapshot in root.GetServices<SnapshotResolverRegistration>())
        {
            var actions = snapshot.Actions.Count == 0 ? null : snapshot.Actions.ToHashSet(StringComparer.Ordinal);
            resolvers.Snapshots.Add(new SnapshotRegistration(actions, scope => snapshot.Create(scope ?? root)));
        }

        return resolvers;
    }
}
