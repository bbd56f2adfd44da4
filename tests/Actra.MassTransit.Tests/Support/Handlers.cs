using Actra.Model;
using MassTransit;

namespace Actra.MassTransit.Tests;

/// <summary>What handlers did.</summary>
internal sealed class Handled
{
    public Mailbox<decimal> Refunds { get; } = new();

    public Mailbox<Decision?> Decisions { get; } = new();

    public Mailbox<string> Others { get; } = new();

    /// <summary>Thrown by the next refunds, one each.</summary>
    public Queue<Exception> Failures { get; } = new();
}

internal sealed class RefundConsumer(Handled handled) : IConsumer<Refund>
{
    public async Task Consume(ConsumeContext<Refund> context)
    {
        handled.Refunds.Add(context.Message.Amount);
        handled.Decisions.Add(context.GetActraDecision());
        if (handled.Failures.TryDequeue(out var failure))
        {
            throw failure;
        }

        if (context.ResponseAddress is not null)
        {
            await context.RespondAsync(new Refunded(context.Message.Amount));
        }
    }
}

internal sealed class ParcelRedeliveryConsumer(Handled handled) : IConsumer<Refund>
{
    public Task Consume(ConsumeContext<Refund> context)
    {
        handled.Refunds.Add(context.Message.Amount);
        return Task.CompletedTask;
    }
}

/// <summary>Puts its work off by itself, once.</summary>
internal sealed class DeferringConsumer(Handled handled) : IConsumer<Refund>
{
    public async Task Consume(ConsumeContext<Refund> context)
    {
        handled.Refunds.Add(context.Message.Amount);
        if (context.GetRedeliveryCount() == 0)
        {
            await context.Defer(TimeSpan.FromMilliseconds(50));
        }
    }
}

internal sealed class PaymentConsumer(Handled handled) : IConsumer<IPayment>
{
    public Task Consume(ConsumeContext<IPayment> context)
    {
        handled.Refunds.Add(context.Message.Amount);
        return Task.CompletedTask;
    }
}

internal sealed class BatchConsumer(Handled handled) : IConsumer<Batch<Refund>>
{
    public Task Consume(ConsumeContext<Batch<Refund>> context)
    {
        foreach (var message in context.Message)
        {
            handled.Refunds.Add(message.Message.Amount);
        }

        return Task.CompletedTask;
    }
}

internal sealed class UnknownConsumer : IConsumer<Unknown>
{
    public Task Consume(ConsumeContext<Unknown> context) => Task.CompletedTask;
}

internal sealed class PingConsumer(Handled handled) : IConsumer<Ping>
{
    public Task Consume(ConsumeContext<Ping> context)
    {
        handled.Others.Add(context.Message.Text);
        return Task.CompletedTask;
    }
}

internal sealed class WireConsumer(Handled handled) : IConsumer<Wire>
{
    public Task Consume(ConsumeContext<Wire> context)
    {
        handled.Refunds.Add(context.Message.Sum.Value);
        return Task.CompletedTask;
    }
}
