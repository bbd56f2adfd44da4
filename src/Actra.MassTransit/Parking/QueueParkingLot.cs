using Actra.Approvals;
using Actra.Model;

namespace Actra.MassTransit;

/// <summary>Moves messages to the service's parking queue, with a signed record: no store is needed to accept them.</summary>
internal sealed class QueueParkingLot(GuardedBus bus, ActraKeyRing keys) : IParkingLot
{
    /// <summary>A broker's frame for headers is 128 KiB; the record shares it with the message's own headers.</summary>
    private const int LongestRecord = 64 * 1024;

    public Task ParkAsync(Delivery delivery, NewApproval approval) =>
        MoveAsync(delivery, delivery.ToRecord(bus.Service, bus.StoreId) with { Approval = approval });

    public Task DeferAsync(Delivery delivery, Deferral deferral) =>
        MoveAsync(delivery, delivery.ToRecord(bus.Service, bus.StoreId).Deferred(deferral, keys));

    private Task MoveAsync(Delivery delivery, ParkingRecord record)
    {
        var json = record.ToJson();
        if (json.Length > LongestRecord)
        {
            throw new ParkingException(
                $"its record has {json.Length} characters, and the broker takes {LongestRecord}"
            );
        }

        return bus.Movers.ToParkingAsync(
            delivery.Context.ReceiveContext,
            bus.Queues.Parking,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ActraHeaders.Parking] = json,
                [ActraHeaders.ParkingSeal] = ParkingSeal.Create(
                    keys,
                    json,
                    delivery.Context.ReceiveContext.Body.GetBytes()
                ),
            }
        );
    }
}
