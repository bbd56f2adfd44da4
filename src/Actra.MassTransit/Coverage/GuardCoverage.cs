using System.Collections;
using MassTransit;
using MassTransit.Transports;

namespace Actra.MassTransit;

/// <summary>Asks the bus itself, through its probe, whether the guard stands in front of every receive endpoint.</summary>
internal static class GuardCoverage
{
    private const string EndpointScope = "receiveEndpoint";

    public static IEnumerable<string> Problems(IBus bus, ConsumedTypes consumed)
    {
        var endpoints = new List<object?>();
        Collect(bus.GetProbeResult().Results, EndpointScope, endpoints);
        foreach (var endpoint in endpoints)
        {
            var name = NameOf(endpoint);
            if (!Contains(endpoint, GuardFilter.ScopeName))
            {
                yield return $"endpoint `{name}` is not behind the guard";
            }
            else if (name != bus.Address.GetEndpointName() && !consumed.TryGet(name, out _))
            {
                yield return $"endpoint `{name}` was configured before UseActra; call UseActra first, before ConfigureEndpoints and ReceiveEndpoint";
            }
        }
    }

    private static string NameOf(object? endpoint) =>
        endpoint is IDictionary<string, object> scope && scope.TryGetValue("name", out var name)
            ? name?.ToString() ?? ""
            : "";

    private static void Collect(object? node, string key, List<object?> found)
    {
        foreach (var (name, child) in Members(node))
        {
            if (name != key)
            {
                Collect(child, key, found);
            }
            else if (child is IEnumerable list and not IDictionary<string, object>)
            {
                found.AddRange(list.Cast<object?>());
            }
            else
            {
                found.Add(child);
            }
        }
    }

    private static bool Contains(object? node, string key) =>
        Members(node).Any(member => member.Name == key || Contains(member.Child, key));

    private static IEnumerable<(string Name, object? Child)> Members(object? node) =>
        node switch
        {
            IDictionary<string, object> scope => scope.Select(pair => (pair.Key, (object?)pair.Value)),
            string => [],
            IEnumerable list => list.Cast<object?>().Select(item => ("", item)),
            _ => [],
        };
}
