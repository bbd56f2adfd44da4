using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Middleware;
using MassTransit.RabbitMqTransport.Topology;
using RabbitMQ.Client;

namespace Actra.MassTransit;

/// <summary>
/// Publishes on the consumer's own channel, mandatory and confirmed, as MassTransit's move to its error queue does. Unlike that it clears what would lose or copy
/// the message: its expiration, the user id (checked against this connection), sender-selected routes; and it declares its queue without the source's arguments.
/// </summary>
/// <typeparam name="TSettings">Distinct per destination: MassTransit declares topology once per channel and settings type.</typeparam>
internal sealed class RabbitMqDeliveryMover<TSettings> : RabbitMqMoveTransport<TSettings>, IDeliveryMover
    where TSettings : class, new()
{
    private RabbitMqDeliveryMover(string queue, ConfigureRabbitMqTopologyFilter<TSettings> topology)
        : base(queue, topology) { }

    public static RabbitMqDeliveryMover<TSettings> To(string queue)
    {
        var topology = new PublishEndpointBrokerTopologyBuilder();
        var exchange = topology.ExchangeDeclare(
            queue,
            ExchangeType.Fanout,
            durable: true,
            autoDelete: false,
            new Dictionary<string, object>(StringComparer.Ordinal)
        );
        topology.Exchange = exchange;
        var declared = topology.QueueDeclare(
            queue,
            durable: true,
            autoDelete: false,
            exclusive: false,
            new Dictionary<string, object>(StringComparer.Ordinal)
        );
        topology.QueueBind(exchange, declared, "", new Dictionary<string, object>(StringComparer.Ordinal));
        return new RabbitMqDeliveryMover<TSettings>(
            queue,
            new ConfigureRabbitMqTopologyFilter<TSettings>(new TSettings(), topology.BuildBrokerTopology())
        );
    }

    public Task MoveAsync(ReceiveContext delivery, IReadOnlyDictionary<string, string> headers) =>
        Move(
            delivery,
            (properties, moved) =>
            {
                properties.ClearExpiration();
                properties.ClearUserId();
                properties.Persistent = true;
                properties.Headers = new Dictionary<string, object?>(
                    properties.Headers ?? new Dictionary<string, object?>(StringComparer.Ordinal),
                    StringComparer.Ordinal
                );
                properties.Headers.Remove("CC");
                properties.Headers.Remove("BCC");
                foreach (var (name, value) in headers)
                {
                    moved.Set(name, value);
                }
            }
        );
}

/// <summary>Names the topology of fault queues.</summary>
internal sealed class FaultQueueSettings;

/// <summary>Names the topology of the parking queue.</summary>
internal sealed class ParkingQueueSettings;
