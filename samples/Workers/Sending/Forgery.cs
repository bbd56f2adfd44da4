using System.Net.Mime;
using System.Text.Json.Nodes;
using MassTransit;
using MassTransit.Serialization;
using Workers.Guarding;
using Workers.Running;

namespace Workers.Sending;

/// <summary>
/// Sends a message as a program would that has no key: it writes the envelope by hand, and names in a plain header whomever it likes to be.
/// </summary>
internal static class Forgery
{
    private static readonly ContentType s_envelope = new("application/vnd.masstransit+json");

    public static Task SendAsync<TMessage>(ISendEndpoint endpoint, Item item, Guid messageId, CancellationToken ct)
    {
        var headers = new JsonObject();
        if (item.Actor is { } claimed)
        {
            headers[DirectoryActors.ClaimedActor] = claimed;
        }

        var envelope = new JsonObject
        {
            ["messageId"] = messageId.ToString(),
            ["messageType"] = new JsonArray([
                .. MessageTypeCache<TMessage>.MessageTypeNames.Select(name => (JsonNode)name),
            ]),
            ["message"] = MessageNames.Of(item.Fields),
            ["headers"] = headers,
        };
        return endpoint.Send(
            new SerializedMessageBody(),
            Pipe.Execute<SendContext<SerializedMessageBody>>(send =>
            {
                send.MessageId = messageId;
                send.Serializer = new CopyBodySerializer(s_envelope, new StringMessageBody(envelope.ToJsonString()));
            }),
            ct
        );
    }
}
