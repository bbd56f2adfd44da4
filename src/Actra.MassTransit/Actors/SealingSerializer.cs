using System.Net.Mime;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>
/// Seals the actor when the message is serialised: after every filter and callback has had its say about contents, types and id, and before headers are written.
/// </summary>
internal sealed class SealingSerializer(IMessageSerializer inner, ActraClient client, IServiceProvider services)
    : IMessageSerializer
{
    public ContentType ContentType => inner.ContentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        var unsealed = inner.GetMessageBody(context).GetBytes();
        context.Headers.Set(ActraHeaders.Actor, client.Seal(context, services, inner.ContentType.MediaType, unsealed));
        return inner.GetMessageBody(context);
    }
}
