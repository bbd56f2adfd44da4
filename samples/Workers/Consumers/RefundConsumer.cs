using MassTransit;
using Workers.Contracts;
using Workers.Running;

namespace Workers.Consumers;

/// <summary>Knows nothing of policies: what reaches it may run.</summary>
public sealed class RefundConsumer(Ledger ledger) : IConsumer<Refund>
{
    public Task Consume(ConsumeContext<Refund> context) =>
        ledger.WriteAsync(
            WorkIds.OfMessage(context.MessageId),
            "refund",
            $"refunded {context.Message.Amount:0.##} {context.Message.Currency} for order {context.Message.OrderId}"
        );
}
