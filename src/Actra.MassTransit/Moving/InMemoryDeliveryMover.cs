using MassTransit;
using MassTransit.InMemoryTransport;
using MassTransit.Transports.Fabric;

namespace Actra.MassTransit;

/// <summary>Delivers within the in-memory fabric. Unlike MassTransit's own move it keeps the headers, and binds a queue that keeps the message until somebody reads it.</summary>
internal sealed class InMemoryDeliveryMover : InMemoryMessageMoveTransport, IDeliveryMover
{
    private InMemoryDeliveryMover(IMessageExchange<InMemoryTransportMessage> exchange)
        : base(exchange) { }

    public static InMemoryDeliveryMover To(InMemoryReceiveEndpointContext endpoint, string queue)
    {
        endpoint.MessageFabric.QueueBind(endpoint.TransportContext, queue, queue);
        return new InMemoryDeliveryMover(endpoint.MessageFabric.GetExchange(endpoint.TransportContext, queue));
    }

    public Task MoveAsync(ReceiveContext delivery, IReadOnlyDictionary<string, string> headers) =>
        Move(
            delivery,
            (_, moved) =>
            {
                foreach (var (name, value) in delivery.TransportHeaders.GetAll())
                {
                    moved.Set(name, value, overwrite: true);
                }

                foreach (var (name, value) in headers)
                {
                    moved.Set(name, value);
                }
            }
        );
}
