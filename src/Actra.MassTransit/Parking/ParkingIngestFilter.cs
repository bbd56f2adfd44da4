using System.Text.Json;
using Actra.Audit;
using Actra.Model;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Actra.MassTransit;

/// <summary>
/// Drains the parking queue into the store without looking into messages. What this service's guard did not sign goes to a fault queue, is recorded, and is never
/// stored. While the store does not answer, messages stay on the queue.
/// </summary>
internal sealed class ParkingIngestFilter(
    GuardedBus bus,
    ActraKeyRing keys,
    StoreWriter store,
    AuditWriter? log,
    TimeProvider clock
) : IFilter<ReceiveContext>
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public void Probe(ProbeContext context) => context.CreateScope("actraParking");

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        try
        {
            await TakeAsync(context);
        }
        catch (Exception e)
            when (e is not StoreUnavailableException && !context.CancellationToken.IsCancellationRequested)
        {
            // The queue hands it out again at once.
            await Task.Delay(s_pause, clock, context.CancellationToken);
            throw;
        }
    }

    private async Task TakeAsync(ReceiveContext context)
    {
        var body = context.Body.GetBytes();
        if (Verify(context, body, out var refusal) is { } record)
        {
            await store.WriteAsync(record, body, context.CancellationToken);
            return;
        }

        await RefuseAsync(context, refusal!);
    }

    private ParkingRecord? Verify(ReceiveContext context, byte[] body, out string? refusal)
    {
        refusal = null;
        var text = DeliveryHeaders.Text(context.TransportHeaders, ActraHeaders.Parking);
        if (text is null)
        {
            refusal = "it carries no parking record";
            return null;
        }

        if (
            !ParkingSeal.Holds(
                keys,
                DeliveryHeaders.Text(context.TransportHeaders, ActraHeaders.ParkingSeal),
                text,
                body
            )
        )
        {
            refusal = "its parking record is not signed by this service's guard, or was altered";
            return null;
        }

        ParkingRecord record;
        try
        {
            record = ParkingRecord.FromJson(text);
        }
        catch (JsonException e)
        {
            refusal = $"its parking record cannot be read: {e.Message}";
            return null;
        }

        refusal =
            record.Service != bus.Service ? $"it was parked by service `{record.Service}`"
            : record.StoreId != bus.StoreId
                ? $"it was parked for store `{record.StoreId}`, and this host's store is `{bus.StoreId}`: two stores share one parking queue"
            : null;
        return refusal is null ? record : null;
    }

    private async Task RefuseAsync(ReceiveContext context, string refusal)
    {
        var id = context.GetMessageId()?.ToString();
        ActraTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("what", "parking"));
        Log.ParkingRefused(bus.Logger, bus.Queues.Parking, id, refusal);
        if (log is not null)
        {
            await log.WriteAsync(
                new AuditEntry
                {
                    Time = clock.GetUtcNow(),
                    Kind = AuditKind.Refused,
                    Service = bus.Service,
                    WorkKind = "message",
                    Endpoint = bus.Queues.Parking,
                    WorkId = id,
                    Reason = refusal,
                },
                AuditDurability.Required,
                context.CancellationToken
            );
        }

        await bus.Movers.ToFaultAsync(
            context,
            bus.Queues.ParkingFault,
            FaultText.Headers("parking_refused", refusal, context.InputAddress.ToString(), null, clock.GetUtcNow())
        );
    }
}
