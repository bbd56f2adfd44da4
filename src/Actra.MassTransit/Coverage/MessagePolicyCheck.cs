using Actra.Compilation;
using Actra.Hosting;

namespace Actra.MassTransit;

/// <summary>A policy that is reloaded must still fit the messages that the buses consume.</summary>
internal sealed class MessagePolicyCheck(GuardedBuses buses) : IPolicyCheck
{
    public IEnumerable<string> Check(ActraPolicy policy) =>
        buses.All.SelectMany(bus => bus.Contracts.Check(policy, bus.Consumed.All.Select(type => type.Type)));
}
