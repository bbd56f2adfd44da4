using Workers.Running;

namespace Actra.Workers.Tests;

public sealed class ItemFileTests
{
    [Fact]
    public void The_items_that_come_with_the_sample_are_all_good()
    {
        var file = ItemFile.Read(Path.Combine(AppContext.BaseDirectory, "input", "work.jsonl"));

        Assert.Empty(file.BadLines);
        Assert.Equal(Expected.Items.Keys.Order(), file.Items.Select(item => item.Name).Order());
    }

    [Theory]
    [InlineData("[]", "an item is a JSON object")]
    [InlineData("{", "not JSON")]
    [InlineData("""{"kind":"message","action":"refund"}""", "`item` is missing")]
    [InlineData("""{"item":"a","action":"refund"}""", "`kind` is missing")]
    [InlineData(
        """{"item":"a","kind":"letter","action":"refund"}""",
        "`kind` is `letter`; it may be message, job, cron"
    )]
    [InlineData("""{"item":"a","kind":"message","action":"payout"}""", "no message stands for action `payout`")]
    [InlineData("""{"item":"a","kind":"message","action":"refund","actor":"alice"}""", "write `type:id`")]
    [InlineData("""{"item":"a","kind":"message","action":"refund","fields":[]}""", "`fields` is no JSON object")]
    [InlineData("""{"item":"a","kind":"message","action":"refund","fields":{"x":1,"x":2}}""", "stands twice")]
    [InlineData("""{"item":"a","item":"b","kind":"message","action":"refund"}""", "stands twice")]
    [InlineData("""{"item":"a","kind":"message","action":"refund","forged":"yes"}""", "neither true nor false")]
    [InlineData("""{"item":"a","kind":"message","action":"refund","amount":1}""", "`amount` is unknown")]
    [InlineData("""{"item":"a","kind":"message","action":"refund","decide":"maybe"}""", "`decide` is `maybe`")]
    [InlineData(
        """{"item":"a","kind":"job","action":"payout","fields":{"merchant":"x","amount":"a lot"}}""",
        "do not fit"
    )]
    [InlineData("""{"item":"a","kind":"job","action":"payout","fields":{"merchant":"x"}}""", "do not fit")]
    [InlineData("""{"item":"\ud800","kind":"message","action":"refund"}""", "half a character")]
    [InlineData("""{"item":"a","kind":"message","action":"refund","fields":{"\udc00":1}}""", "half a character")]
    [InlineData(
        """{"item":"a","kind":"message","action":"refund","fields":{"order_id":["\ud800"]}}""",
        "half a character"
    )]
    public void A_bad_line_says_what_is_wrong_with_it(string line, string problem)
    {
        var (number, said) = Assert.Single(ItemFile.Parse(["", line]).BadLines);

        Assert.Equal(2, number);
        Assert.Contains(problem, said);
    }

    [Fact]
    public void Two_items_of_one_name_cannot_be_told_apart()
    {
        var file = ItemFile.Parse([Lines.SmallRefund, Lines.SmallRefund]);

        Assert.Single(file.Items);
        Assert.Equal((2, "an item `small` stands above already"), Assert.Single(file.BadLines));
    }
}
