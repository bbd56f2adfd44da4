namespace Actra.MassTransit;

/// <summary>What one endpoint consumes.</summary>
/// <param name="name">The queue's name.</param>
/// <param name="isTemporary">True where the queue vanishes with its consumer.</param>
/// <param name="added">Called for every type that is found.</param>
internal sealed class EndpointTypes(string name, bool isTemporary, Action<EndpointTypes, ConsumedType> added)
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<ConsumedType> _types = [];

    public string Name { get; } = name;

    public bool IsTemporary { get; } = isTemporary;

    public IReadOnlyList<ConsumedType> Types => _types;

    public void Add<T>()
        where T : class
    {
        ConsumedType? found = null;
        lock (_gate)
        {
            if (_types.All(known => known.Type != typeof(T)))
            {
                found = new ConsumedType<T>();
                _types = [.. _types, found];
            }
        }

        if (found is not null)
        {
            added(this, found);
        }
    }
}
