namespace Actra.MassTransit;

/// <summary>The guarded buses of a host.</summary>
internal sealed class GuardedBuses
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<(object Configurator, GuardedBus Bus)> _buses = [];

    public IEnumerable<GuardedBus> All => _buses.Select(entry => entry.Bus);

    /// <summary>Adds a bus; false where its configurator is known.</summary>
    public bool TryAdd(object configurator, GuardedBus bus)
    {
        lock (_gate)
        {
            if (_buses.Any(entry => ReferenceEquals(entry.Configurator, configurator)))
            {
                return false;
            }

            _buses = [.. _buses, (configurator, bus)];
            return true;
        }
    }

    /// <summary>The bus that has an endpoint; where none has (any more), the first.</summary>
    public GuardedBus? For(string endpoint) =>
        All.FirstOrDefault(bus => bus.Consumed.TryGet(endpoint, out _)) ?? All.FirstOrDefault();
}
