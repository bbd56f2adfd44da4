using MassTransit;
using Workers.Contracts;
using Workers.Running;

namespace Workers.Consumers;

public sealed class DeployConsumer(Ledger ledger) : IConsumer<Deploy>
{
    public Task Consume(ConsumeContext<Deploy> context) =>
        ledger.WriteAsync(
            WorkIds.OfMessage(context.MessageId),
            "deploy",
            $"brought {context.Message.Service} {context.Message.Version} into {context.Message.Environment}"
        );
}
