using System.Text.Json;

namespace Actra.Workers.Tests;

/// <summary>What becomes of the items in <c>input/work.jsonl</c>: the outcomes of each, in order, and the rule that said so.</summary>
internal static class Expected
{
    public static readonly IReadOnlyDictionary<string, (string? Rule, string[] Outcomes)> Items = new Dictionary<
        string,
        (string?, string[])
    >
    {
        ["refund-40"] = ("refund-small", ["executed"]),
        ["refund-1800"] = ("refund-large", ["parked", "executed"]),
        ["refund-flagged"] = ("refund-fraud", ["faulted"]),
        ["refund-forged"] = ("refund-not-support", ["faulted"]),
        ["refund-garbled"] = (null, ["faulted"]),
        ["deploy-staging"] = ("deploy-elsewhere", ["executed"]),
        ["deploy-production"] = ("deploy-production", ["parked", "denied"]),
        ["deploy-frozen"] = ("deploy-freeze", ["faulted"]),
        ["delete-t7"] = ("delete-tenant", ["parked", "expired"]),
        ["delete-by-agent"] = ("delete-by-agent", ["faulted"]),
        ["payout-900"] = ("payout", ["executed"]),
        ["payout-25000"] = ("payout-large", ["parked", "executed"]),
        ["payout-by-alice"] = (null, ["faulted"]),
        ["nightly-usual"] = ("nightly-payout", ["executed"]),
        ["nightly-unusual"] = ("nightly-payout-unusual", ["parked", "executed"]),
        ["unmapped-job"] = (null, ["faulted"]),
    };

    public static IEnumerable<string> Executed => Ending("executed");

    public static IEnumerable<string> Ending(string outcome) =>
        Items.Where(item => item.Value.Outcomes[^1] == outcome).Select(item => item.Key).Order();

    public static string Text(this JsonElement line, string name) => line.GetProperty(name).GetString() ?? "";

    /// <summary>Every item has had exactly the outcomes of the table, in their order, by the rules of the table.</summary>
    public static void AssertAll(IReadOnlyList<JsonElement> events)
    {
        var outcomes = events
            .GroupBy(line => line.Text("item"))
            .ToDictionary(item => item.Key, item => string.Join(", ", item.Select(line => line.Text("outcome"))));
        Assert.Equal(
            Items.OrderBy(item => item.Key).Select(item => $"{item.Key}: {string.Join(", ", item.Value.Outcomes)}"),
            outcomes.OrderBy(item => item.Key).Select(item => $"{item.Key}: {item.Value}")
        );
        Assert.All(events, line => Assert.Equal(Items[line.Text("item")].Rule ?? "", line.Text("rule")));
    }
}
