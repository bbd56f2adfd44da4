using Actra.Audit;
using Actra.Guard;
using Actra.Model;

namespace Actra.MassTransit;

/// <summary>Does what the guard said about a delivery that may not run: moves it first, tells others then, and only after both does it leave its queue.</summary>
internal sealed class DeliveryOutcomes(GuardedBus bus, IParkingLot parking, AuditWriter? log, TimeProvider clock)
{
    public TimeProvider Clock => clock;

    public async Task FaultAsync(Delivery delivery, Admission admission)
    {
        var context = delivery.Context;
        if (admission.Code == AdmissionCodes.NotMapped && log is not null)
        {
            // The guard was never asked, so it has recorded nothing.
            await log.WriteAsync(NotMapped(delivery, admission), AuditDurability.Required, context.CancellationToken);
        }

        await bus.Movers.ToFaultAsync(
            context.ReceiveContext,
            bus.Queues.FaultOf(delivery),
            admission.ToHeaders(
                context.ReceiveContext.InputAddress.ToString(),
                delivery.Primary!.Type.FullName,
                clock.GetUtcNow()
            )
        );
        try
        {
            await delivery.Primary.NotifyFaultedAsync(context, admission.ToException(delivery.ActionName));
        }
        catch (Exception e) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The message is where it belongs; that nobody could be told is no reason to move it again.
            Log.NotTold(bus.Logger, e, delivery.Endpoint, delivery.WorkId);
            await delivery.Primary.NotifyConsumedAsync(context);
        }
    }

    public async Task ParkAsync(Delivery delivery, Admission admission)
    {
        if (admission.Approval is { } approval)
        {
            try
            {
                await parking.ParkAsync(delivery, approval);
            }
            catch (ParkingException e)
            {
                await FaultAsync(delivery, CannotPark(admission, e));
                return;
            }
        }

        try
        {
            await delivery.Primary!.RespondWithFaultAsync(delivery.Context, admission.ToException(delivery.ActionName));
        }
        catch (Exception e) when (!delivery.Context.CancellationToken.IsCancellationRequested)
        {
            Log.NotTold(bus.Logger, e, delivery.Endpoint, delivery.WorkId);
        }

        await delivery.Primary!.NotifyConsumedAsync(delivery.Context);
    }

    public async Task DeferAsync(Delivery delivery, Admission admission)
    {
        if (delivery.IsTemporary)
        {
            await FaultAsync(delivery, admission);
            return;
        }

        var attempt = (delivery.Ticket?.Deferrals ?? 0) + 1;
        var now = clock.GetUtcNow();
        var deferral = new Deferral(
            IdOf(delivery, attempt),
            delivery.Ticket?.FirstSeen ?? now,
            now + admission.Delay,
            attempt,
            admission.Reason
        );
        try
        {
            await parking.DeferAsync(delivery, deferral);
        }
        catch (ParkingException e)
        {
            await FaultAsync(delivery, CannotPark(admission, e));
            return;
        }

        await delivery.Primary!.NotifyConsumedAsync(delivery.Context);
    }

    private static Admission CannotPark(Admission admission, ParkingException why) =>
        admission with
        {
            Kind = AdmissionKind.Fault,
            Code = AdmissionCodes.CannotPark,
            Reason = $"{admission.Reason}; it cannot wait: {why.Message}",
        };

    private AuditEntry NotMapped(Delivery delivery, Admission admission) =>
        new()
        {
            Time = clock.GetUtcNow(),
            Kind = AuditKind.Faulted,
            Service = bus.Service,
            WorkKind = "message",
            Endpoint = delivery.Endpoint,
            WorkId = delivery.WorkId,
            Reason = admission.Reason,
            Detail = admission.Code,
        };

    /// <summary>One id per message and attempt: a second copy of one deferral changes nothing, and the next deferral is never deleted with the one before it.</summary>
    private string IdOf(Delivery delivery, int attempt) =>
        "def_"
        + new CanonicalWriter("actra/deferred/1")
            .Add(bus.Service)
            .Add(delivery.Endpoint)
            .Add(delivery.WorkId ?? Guid.NewGuid().ToString())
            .Add(delivery.Digest)
            .Add((long)attempt)
            .Hash()[..32];
}
