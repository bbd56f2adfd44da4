namespace Actra.MassTransit;

/// <summary>What one endpoint consumes.</summary>
internal sealed class EndpointTypes(string name, bool isTemporary)
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<ConsumedType> _types = [];

    public event Action<ConsumedType>? Added;

    public string Name { get; } = name;

    public bool IsTemporary { get; } = isTemporary;

    public IReadOnlyList<ConsumedType> Types => _types;

    public void Add<T>()
        where T : class
    {
        ConsumedType? added = null;
        lock (_gate)
        {
            if (_types.All(known => known.Type != typeof(T)))
            {
                added = new ConsumedType<T>();
                _types = [.. _types, added];
            }
        }

        if (added is not null)
        {
            Added?.Invoke(added);
        }
    }
}
