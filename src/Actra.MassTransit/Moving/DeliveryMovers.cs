using System.Collections.Concurrent;
using MassTransit;
using MassTransit.InMemoryTransport;
using MassTransit.RabbitMqTransport;

namespace Actra.MassTransit;

/// <summary>The movers of a bus, one per queue that something is moved to: made once, since declaring costs.</summary>
internal sealed class DeliveryMovers
{
    private readonly ConcurrentDictionary<(string Queue, bool IsParking), IDeliveryMover> _movers = new();

    public Task ToFaultAsync(ReceiveContext delivery, string queue, IReadOnlyDictionary<string, string> headers) =>
        For(delivery, queue, isParking: false).MoveAsync(delivery, headers);

    public Task ToParkingAsync(ReceiveContext delivery, string queue, IReadOnlyDictionary<string, string> headers) =>
        For(delivery, queue, isParking: true).MoveAsync(delivery, headers);

    /// <summary>True where the queues live in this process only, so that the store must be written before the message is acknowledged.</summary>
    public static bool IsInMemory(ReceiveContext delivery) =>
        delivery.TryGetPayload<InMemoryReceiveEndpointContext>(out _);

    private IDeliveryMover For(ReceiveContext delivery, string queue, bool isParking) =>
        _movers.TryGetValue((queue, isParking), out var known)
            ? known
            : _movers.GetOrAdd((queue, isParking), Create(delivery, queue, isParking));

    private static IDeliveryMover Create(ReceiveContext delivery, string queue, bool isParking) =>
        delivery.TryGetPayload<ChannelContext>(out _)
            ? isParking
                ? RabbitMqDeliveryMover<ParkingQueueSettings>.To(queue)
                : RabbitMqDeliveryMover<FaultQueueSettings>.To(queue)
            : delivery.TryGetPayload<InMemoryReceiveEndpointContext>(out var endpoint)
                ? InMemoryDeliveryMover.To(endpoint, queue)
                : new SendingDeliveryMover(queue);
}
