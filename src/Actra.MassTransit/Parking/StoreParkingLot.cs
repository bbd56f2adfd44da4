using Actra.Approvals;
using Actra.Model;

namespace Actra.MassTransit;

/// <summary>Writes to the store before the message is acknowledged: for queues that do not outlive the process.</summary>
internal sealed class StoreParkingLot(GuardedBus bus, ActraKeyRing keys, StoreWriter store) : IParkingLot
{
    public Task ParkAsync(Delivery delivery, NewApproval approval) =>
        WriteAsync(delivery, delivery.ToRecord(bus.Service, bus.StoreId) with { Approval = approval });

    public Task DeferAsync(Delivery delivery, Deferral deferral) =>
        WriteAsync(delivery, delivery.ToRecord(bus.Service, bus.StoreId).Deferred(deferral, keys));

    private async Task WriteAsync(Delivery delivery, ParkingRecord record)
    {
        try
        {
            await store.WriteAsync(
                record,
                delivery.Context.ReceiveContext.Body.GetBytes(),
                delivery.Context.CancellationToken
            );
        }
        catch (StoreUnavailableException e)
        {
            // Nothing durable stands behind this transport: the fault queue is the only place left where the message is not lost.
            throw new ParkingException($"the approval store does not take it: {e.InnerException?.Message}", e);
        }
    }
}
