using Actra.Model;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>Makes parking records.</summary>
internal static class ParkingRecords
{
    public static ParkingRecord ToRecord(this Delivery delivery, string service, string storeId)
    {
        var envelope = DeliveryEnvelope.Of(delivery.Context.ReceiveContext);
        return new ParkingRecord
        {
            Service = service,
            StoreId = storeId,
            Endpoint = delivery.Endpoint,
            ContentType = envelope.ContentType,
            Headers = envelope.Headers,
            WorkId = delivery.WorkId,
        };
    }

    /// <summary>Gives the message its ticket back to its queue; one without an id gets one, or its attempts could not be counted.</summary>
    public static ParkingRecord Deferred(this ParkingRecord record, Deferral deferral, ActraKeyRing keys)
    {
        var headers = new Dictionary<string, string>(record.Headers, StringComparer.Ordinal);
        var workId = record.WorkId;
        if (workId is null)
        {
            workId = Guid.NewGuid().ToString();
            headers[MessageHeaders.MessageId] = workId;
        }

        headers[ActraHeaders.Returned] = new ReturnTicket(deferral.FirstSeen, deferral.Attempt).Encode(
            keys,
            record.Endpoint,
            workId
        );
        return record with { Deferral = deferral, Headers = headers };
    }
}
