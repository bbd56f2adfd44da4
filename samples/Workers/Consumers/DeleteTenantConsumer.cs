using MassTransit;
using Workers.Contracts;
using Workers.Running;

namespace Workers.Consumers;

public sealed class DeleteTenantConsumer(Ledger ledger) : IConsumer<DeleteTenant>
{
    public Task Consume(ConsumeContext<DeleteTenant> context) =>
        ledger.WriteAsync(
            WorkIds.OfMessage(context.MessageId),
            "delete_tenant",
            $"deleted tenant {context.Message.TenantId}"
        );
}
