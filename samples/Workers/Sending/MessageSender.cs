using System.Text.Json.Nodes;
using Actra.Resolution;
using MassTransit;
using Workers.Consumers;
using Workers.Contracts;
using Workers.Running;

namespace Workers.Sending;

/// <summary>Sends items of kind message, each to the queue of its consumer, sealed with the name of who asks.</summary>
internal sealed class MessageSender(IBus bus, IEndpointNameFormatter names, Journal journal) : IItemSender
{
    public bool CanSend(ItemKind kind) => kind == ItemKind.Message;

    public async Task<string> SendAsync(Item item, CancellationToken ct)
    {
        var messageId = NewId.NextGuid();
        var workId = WorkIds.OfMessage(messageId);
        journal.Write(item, workId);
        await SendAsync(item, messageId, ct);
        return workId;
    }

    /// <summary>Sends an item under an id that was written down before.</summary>
    public Task SendAsync(Item item, Guid messageId, CancellationToken ct) =>
        item.Action switch
        {
            "refund" => SendAsync<Refund, RefundConsumer>(item, messageId, ct),
            "deploy" => SendAsync<Deploy, DeployConsumer>(item, messageId, ct),
            _ => SendAsync<DeleteTenant, DeleteTenantConsumer>(item, messageId, ct),
        };

    private async Task SendAsync<TMessage, TConsumer>(Item item, Guid messageId, CancellationToken ct)
        where TMessage : class
        where TConsumer : class, IConsumer
    {
        var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{names.Consumer<TConsumer>()}"));
        if (item.Forged || item.Actor is null)
        {
            await Forgery.SendAsync<TMessage>(endpoint, item, messageId, ct);
        }
        else if (Trades.Read<TMessage>(item.Fields) is { } message)
        {
            await endpoint.Send(message, Pipe.Execute<SendContext<TMessage>>(send => Stamp(send, item, messageId)), ct);
        }
        else
        {
            await SendAsTheyAreAsync<TMessage>(endpoint, item, messageId, ct);
        }
    }

    /// <summary>Fields that do not fit the contract travel as they are, under the contract's name: a sender with a bug.</summary>
    private static Task SendAsTheyAreAsync<TMessage>(
        ISendEndpoint endpoint,
        Item item,
        Guid messageId,
        CancellationToken ct
    ) =>
        endpoint.Send(
            new Misfit(item.Fields),
            Pipe.Execute<SendContext<Misfit>>(send =>
            {
                send.SupportedMessageTypes = MessageTypeCache<TMessage>.MessageTypeNames;
                Stamp(send, item, messageId);
            }),
            ct
        );

    private static void Stamp(SendContext send, Item item, Guid messageId)
    {
        var actor = item.Actor!.Split(':');
        send.MessageId = messageId;
        send.SetActraActor(Actor.Of(actor[1], actor[0]));
    }

    private sealed class Misfit(JsonObject fields)
        : Dictionary<string, object?>(
            MessageNames.Of(fields).Select(field => KeyValuePair.Create(field.Key, (object?)field.Value)),
            StringComparer.Ordinal
        );
}
