using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>
/// The message types that each endpoint of a bus consumes, collected while the bus is configured, and later when endpoints are connected to a running bus.
/// </summary>
internal sealed class ConsumedTypes : IEndpointConfigurationObserver
{
    private readonly ConcurrentDictionary<string, EndpointTypes> _endpoints = new(StringComparer.Ordinal);

    /// <summary>Called for every type found once the bus exists; throws where the type may not be consumed.</summary>
    public Action<EndpointTypes, ConsumedType>? Late { get; set; }

    public IEnumerable<EndpointTypes> Endpoints => _endpoints.Values;

    /// <summary>What any endpoint consumes: for a delivery on one that nobody saw configured.</summary>
    public IEnumerable<ConsumedType> All =>
        _endpoints.Values.SelectMany(endpoint => endpoint.Types).DistinctBy(type => type.Type);

    public void EndpointConfigured<T>(T configurator)
        where T : IReceiveEndpointConfigurator
    {
        var endpoint = new EndpointTypes(configurator.InputAddress, (where, type) => Late?.Invoke(where, type));
        _ = new EndpointTypeObserver(configurator, endpoint);

        // One that is configured in vain, since its queue has an endpoint, must not make what that one consumes be forgotten.
        _endpoints.AddOrUpdate(endpoint.Name, endpoint, (_, earlier) => endpoint.With(earlier.Types));
    }

    public bool TryGet(string endpoint, [NotNullWhen(true)] out EndpointTypes? types) =>
        _endpoints.TryGetValue(endpoint, out types);
}
