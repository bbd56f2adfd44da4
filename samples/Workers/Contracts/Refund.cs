using Actra;

namespace Workers.Contracts;

/// <summary>Give money back to a customer.</summary>
[ActraAction("refund")]
public sealed record Refund(string OrderId, decimal Amount, string Currency, string CardNumber = "");
