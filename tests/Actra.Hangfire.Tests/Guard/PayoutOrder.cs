namespace Actra.Hangfire.Tests.Guard;

public sealed class PayoutOrder
{
    public int Amount { get; set; }

    public string Account { get; set; } = "";

    public DateTimeOffset Due { get; set; } = new(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

    public double Rate { get; set; } = 0.1;

    public decimal Fee { get; set; } = 1.10m;

    public Dictionary<string, object?> Notes { get; set; } = new() { ["b"] = 1.50m, ["a"] = null };
}
