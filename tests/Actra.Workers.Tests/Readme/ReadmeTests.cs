using System.Text.RegularExpressions;
using Actra.Compilation;
using Actra.Model;

namespace Actra.Workers.Tests.Readme;

/// <summary>The README shows what compiles, and names tests that exist.</summary>
public class ReadmeTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Text = File.ReadAllText(Path.Combine(Root, "README.md"));

    [Fact]
    public void Its_policy_compiles_strictly_and_says_what_the_text_says()
    {
        var schema = File.ReadAllText(Path.Combine(Root, "samples", "Workers", "policy", "schema.yaml"));
        var policy = ActraPolicy.FromStrings(schema, Block("yaml"));

        Assert.Equal(Effect.RequireApproval, Decide(policy, 1800, "support"));
        Assert.Equal(Effect.Allow, Decide(policy, 40, "support"));
        Assert.Equal(Effect.Block, Decide(policy, 40, "developer"));
    }

    [Fact]
    public void Its_code_is_the_code_that_is_compiled_here()
    {
        var source = File.ReadAllText(Path.Combine(Root, "tests", "Actra.Workers.Tests", "Readme", "ReadmeHost.cs"));
        var compiled = string.Concat(source.Split("// README").Where((_, place) => place % 2 == 1));

        Assert.Equal(Squeeze(compiled), Squeeze(Block("csharp")));
    }

    [Fact]
    public void Every_test_that_it_names_exists()
    {
        var sources = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
                .Select(File.ReadAllText)
        );
        var named = Regex
            .Matches(Text, "`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Matches($@"\b{name}\(", sources));
    }

    [Fact]
    public void Every_file_that_it_links_to_exists()
    {
        foreach (Match link in Regex.Matches(Text, @"\]\(([^)#:]+)\)"))
        {
            var target = Path.Combine(Root, link.Groups[1].Value);
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{link.Groups[1].Value} is not there");
        }
    }

    private static Effect Decide(ActraPolicy policy, double amount, string role) =>
        policy
            .Evaluate(
                new PolicyInput(
                    "refund",
                    new FieldMap
                    {
                        { "order_id", "A-1" },
                        { "amount", amount },
                        { "currency", "EUR" },
                    },
                    new FieldMap { { "id", "alice" }, { "role", role } }
                )
            )
            .Effect;

    private static string Block(string language) =>
        Regex.Match(Text, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    private static string Squeeze(string code) => Regex.Replace(code, @"\s+", "");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Actra.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
