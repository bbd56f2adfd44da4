using System.Text.RegularExpressions;

namespace Actra.House.Tests;

/// <summary>Where a page says that a test shows something, there is such a test.</summary>
public class DocumentedTests
{
    private static readonly Lazy<string> Sources = new(() =>
        string.Concat(
            Repository.Sources("tests").Concat(Repository.Sources("src/Actra.Testing")).Select(File.ReadAllText)
        )
    );

    [Theory]
    [InlineData("audit.md")]
    [InlineData("approvals.md")]
    [InlineData("notifications.md")]
    [InlineData("capfence.md")]
    public void Every_test_that_a_page_names_exists(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", page));
        var named = Regex
            .Matches(text, "`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")
            .Select(match => match.Groups[1].Value);

        Assert.All(named, name => Assert.Matches($@"\b{name}\(", Sources.Value));
        Assert.NotEmpty(named);
    }
}
