namespace Actra.Workers.Tests;

/// <summary>Items for tests.</summary>
internal static class Lines
{
    public const string SmallRefund =
        """{"item":"small","kind":"message","action":"refund","actor":"user:alice","fields":{"order_id":"A-1","amount":40,"currency":"EUR"}}""";

    public static string Refund(string item, decimal amount, string? more = null) =>
        $$$"""{"item":"{{{item}}}","kind":"message","action":"refund","actor":"user:alice","fields":{"order_id":"A-1","amount":{{{amount}}},"currency":"EUR"}{{{more}}}}""";
}
