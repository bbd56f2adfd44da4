using MassTransit.Transports;

namespace Actra.MassTransit;

/// <summary>What one endpoint consumes.</summary>
/// <param name="address">Where it receives.</param>
/// <param name="added">Called for every type that is found.</param>
internal sealed class EndpointTypes(Uri address, Action<EndpointTypes, ConsumedType> added)
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<ConsumedType> _types = [];

    public Uri Address { get; } = address;

    public string Name { get; } = address.GetEndpointName() ?? "";

    /// <summary>True where the queue vanishes with its consumer.</summary>
    public bool IsTemporary { get; } = EndpointAddress.IsTemporary(address);

    public IReadOnlyList<ConsumedType> Types => _types;

    /// <summary>The same endpoint, which consumes these as well.</summary>
    public EndpointTypes With(IEnumerable<ConsumedType> others)
    {
        lock (_gate)
        {
            _types = [.. _types, .. others.Where(other => _types.All(known => known.Type != other.Type))];
        }

        return this;
    }

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
