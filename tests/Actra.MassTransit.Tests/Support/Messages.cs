using Actra;

namespace Actra.MassTransit.Tests;

/// <summary>What the tests send.</summary>
[ActraAction("refund")]
public sealed record Refund(decimal Amount, string Account = "a-1");

/// <summary>A message that handlers know only by its interface.</summary>
[ActraAction("refund")]
public interface IPayment
{
    decimal Amount { get; }
}

public sealed record Payment(decimal Amount) : IPayment;

public sealed record Refunded(decimal Amount);

public sealed record Unknown(string Text);

[ActraExempt("a ping does nothing")]
public sealed record Ping(string Text);

public sealed record Wire(Money Sum);

public sealed record Money(decimal Value);
