using MassTransit;
using MassTransit.Serialization;

namespace Actra.MassTransit;

/// <summary>Sends the bytes on, whatever the transport. For transports that have no mover of their own here.</summary>
internal sealed class SendingDeliveryMover(string queue) : IDeliveryMover
{
    public async Task MoveAsync(ReceiveContext delivery, IReadOnlyDictionary<string, string> headers)
    {
        var endpoint = await delivery.SendEndpointProvider.GetSendEndpoint(new Uri($"queue:{queue}"));
        var envelope = DeliveryEnvelope.Of(delivery);
        await endpoint.Send(
            new SerializedMessageBody(),
            Pipe.Execute<SendContext<SerializedMessageBody>>(send => envelope.Fill(send, headers)),
            delivery.CancellationToken
        );
    }
}
