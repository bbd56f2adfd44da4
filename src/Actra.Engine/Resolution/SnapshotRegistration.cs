namespace Actra.Resolution;

/// <summary>A snapshot resolver and the actions it is for.</summary>
/// <param name="Actions">The actions; null for all.</param>
/// <param name="Resolver">Gives the resolver, from the scope of the work where there is one.</param>
public sealed record SnapshotRegistration(
    IReadOnlySet<string>? Actions,
    Func<IServiceProvider?, ISnapshotResolver> Resolver
);
