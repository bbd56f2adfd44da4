using System.Text.RegularExpressions;

namespace Actra.Cli.Tests;

public sealed class ConvertTests : IDisposable
{
    private const string Payments = """
        deny:
          - shell.execute
        require_approval:
          - capability: payments.transfer
            amount_gt: 1000
        allow:
          - capability: payments.transfer
            amount_lte: 1000
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("actra-convert-").FullName;

    private string Output => Path.Combine(_folder, "policy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_converted_policy_passes_check_and_decides()
    {
        var answer = Convert(Payments);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal($"ok: 5 rules in {Output}: schema.yaml, policy.yaml\n", answer.Out);
        var check = Shell.Run("check", Output, "--strict-warnings");
        Assert.Equal((0, ""), (check.Code, check.Error));
        const string Input = """
            {"action": {"type": "capability", "resource": "payments", "action": "transfer", "amount": 1800, "amount_given": true},
             "actor": {}, "snapshot": {}}
            """;
        Assert.Equal(4, Shell.RunWith(Input, "eval", Output, "--input", "-").Code);
    }

    [Fact]
    public void What_cannot_be_said_is_named_and_nothing_is_written()
    {
        var answer = Convert(Payments + "\n  - capability: shell.run\n    match_regex: ^ls\n    path_prefix: /tmp");

        Assert.Equal(1, answer.Code);
        Assert.Contains("from.yaml(10,5): error ACT1610: `match_regex` cannot be said in version 2", answer.Error);
        Assert.Contains("from.yaml(11,5): error ACT1610: `path_prefix` cannot be said in version 2", answer.Error);
        Assert.EndsWith("2 errors, 0 warnings\n", answer.Error);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void In_part_it_is_blocked_and_warned_of()
    {
        var answer = Convert(Payments + "\n  - capability: shell.run\n    match_regex: ^ls", "--partial");

        Assert.Equal(0, answer.Code);
        Assert.Contains("from.yaml(10,5): warning ACT1610", answer.Error);
        Assert.Equal(0, Shell.Run("check", Output).Code);
        const string Input =
            """{"action": {"type": "capability", "resource": "shell", "action": "run", "amount": 0, "amount_given": false}, "actor": {}, "snapshot": {}}""";
        var explained = Shell.RunWith(Input, "explain", Output, "--input", "-");
        Assert.Contains("allow[1] says `match_regex`, which this policy cannot: blocked to be safe", explained.Out);
    }

    [Fact]
    public void What_is_extended_is_read_from_beside_the_document()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "shared"));
        File.WriteAllText(Path.Combine(_folder, "shared", "base.yaml"), "deny: [payments.refund]");

        var answer = Convert("extends: shared/base.yaml\n" + Payments);

        Assert.EndsWith("schema.yaml, policy.yaml, governance.yaml\n", answer.Out);
        Assert.Equal(0, Shell.Run("check", Output).Code);
        Assert.Contains("shared/base.yaml#deny[0], line 1", File.ReadAllText(Path.Combine(Output, "policy.yaml")));
    }

    [Theory]
    [InlineData("schema.yaml")]
    [InlineData("policy.yaml")]
    [InlineData("governance.yaml")]
    public void A_policy_that_is_there_is_never_overwritten(string name)
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, name), "mine");

        var answer = Convert(Payments);

        Assert.Equal(2, answer.Code);
        Assert.Contains($"has a {name} already", answer.Error);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Output, name)));
        Assert.Single(Directory.EnumerateFiles(Output));
    }

    [Fact]
    public void Mistakes_of_the_original_come_with_their_places()
    {
        var answer = Convert("deny: [{capability: a, contain: b}]");

        Assert.Equal(1, answer.Code);
        Assert.Contains("from.yaml(1,24): error ACT1102: unknown key `contain`", answer.Error);
        Assert.Equal(1, Shell.Run("convert", "capfence", "no-such.yaml", "--output", Output).Code);
        Assert.Equal(2, Shell.Run("convert", "capfence", "no-such.yaml").Code);
    }

    [Fact]
    public void The_page_shows_what_is_written()
    {
        var blocks = Regex
            .Matches(File.ReadAllText(Page()), "```yaml\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value)
            .ToList();

        var answer = Convert(blocks[0]);

        Assert.Contains(
            $"ok: {answer.Out.Split(' ')[1]} rules in policy: schema.yaml, policy.yaml",
            File.ReadAllText(Page())
        );
        Assert.Contains(blocks[1], File.ReadAllText(Path.Combine(Output, "policy.yaml")));
    }

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Actra.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "docs", "capfence.md");
    }

    private Answer Convert(string policy, params string[] options)
    {
        var path = Path.Combine(_folder, "from.yaml");
        File.WriteAllText(path, policy);
        return Shell.Run(["convert", "capfence", path, "--output", Output, .. options]);
    }
}
