using Actra.Language;

namespace Actra.Engine.Tests.Language;

public class NearestNameTests
{
    [Theory]
    [InlineData("efect", "effect")]
    [InlineData("amuont", "amount")]
    [InlineData("Amount", "amount")]
    [InlineData("scop", "scope")]
    [InlineData("wen", "when")]
    [InlineData("zebra", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found(string name, string? nearest) =>
        Assert.Equal(nearest, new NearestName().Find(name, ["effect", "amount", "scope", "when"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("same", "SAME", 0)]
    public void Distances(string left, string right, int distance) =>
        Assert.Equal(distance, NearestName.Distance(left, right));

    [Fact]
    public void The_budget_ends_the_search_quietly()
    {
        var nearest = new NearestName();
        string[] candidates = [.. Enumerable.Repeat(new string('y', 90), 100)];
        for (var i = 0; i < 30; i++)
        {
            nearest.Find(new string('x', 90), candidates);
        }

        Assert.Null(nearest.Find("efect", ["effect"]));
    }
}
