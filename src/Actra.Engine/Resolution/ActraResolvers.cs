namespace Actra.Resolution;

/// <summary>The resolvers of a host or runtime. Filled before the first decision; not changed afterwards.</summary>
public sealed class ActraResolvers
{
    /// <summary>Gives the actor resolver, from the scope of the work where there is one. Null: the actor is what the adapter has verified, or nobody.</summary>
    public Func<IServiceProvider?, IActorResolver>? Actor { get; set; }

    /// <summary>The snapshot resolvers, asked in this order; later ones may overwrite fields of earlier ones.</summary>
    public IList<SnapshotRegistration> Snapshots { get; } = [];
}
