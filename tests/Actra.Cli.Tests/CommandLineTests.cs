namespace Actra.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public void Explain_shows_each_rule_and_each_comparison_with_its_values()
    {
        using var policy = new PolicyFolder();
        var input = """{"action": {"type": "refund", "amount": 1500}}""";

        var answer = Shell.RunWith(input, "explain", policy.Path, "--input", "-");

        Assert.Equal(0, answer.Code);
        Assert.Equal(
            """
            require_approval refund by rule `refund-large`
              rule `refund-none` (action: refund), block: did not match
                action.amount (1500) less_than 0: false
              rule `refund-large` (action: refund), require_approval: matched
                action.amount (1500) greater_than 1000: true

            """,
            answer.Out
        );
    }

    [Fact]
    public void The_hash_does_not_depend_on_comments_or_layout()
    {
        using var policy = new PolicyFolder();
        using var other = new PolicyFolder(
            policy: "# a comment\n" + PolicyFolder.Rules.Replace("{ action: refund }", "\n      action: refund")
        );
        using var changed = new PolicyFolder(policy: PolicyFolder.Rules.Replace("1000", "1001"));

        var hash = Shell.Run("hash", policy.Path);

        Assert.Equal(0, hash.Code);
        Assert.Matches("^[0-9a-f]{64}\n$", hash.Out);
        Assert.Equal(hash.Out, Shell.Run("hash", other.Path).Out);
        Assert.NotEqual(hash.Out, Shell.Run("hash", changed.Path).Out);
    }

    [Theory]
    [InlineData("chek")]
    [InlineData("check")]
    [InlineData("eval", "somewhere")]
    [InlineData("check", "somewhere", "--nonsense")]
    public void A_wrong_command_line_answers_2_and_says_what_is_wrong(params string[] args)
    {
        var answer = Shell.Run(args);

        Assert.Equal(2, answer.Code);
        Assert.NotEmpty(answer.Error);
    }

    [Fact]
    public void Help_documents_the_exit_codes()
    {
        var answer = Shell.Run("--help");

        Assert.Equal(0, answer.Code);
        Assert.Contains("4  eval: require_approval", answer.Out);
        Assert.Contains("explain", answer.Out);
    }

    [Fact]
    public async Task The_executable_forwards_input_output_and_exit_code_and_pipes_no_colours()
    {
        using var policy = new PolicyFolder();
        var input = """{"action": {"type": "refund", "amount": 1500}}""";

        var eval = await Shell.ExecuteAsync(input, "eval", policy.Path, "--input", "-");
        var wrong = await Shell.ExecuteAsync("", "check", "no/such/directory");

        Assert.Equal(new Answer(4, "require_approval refund by rule `refund-large`\n", ""), eval);
        Assert.Equal(new Answer(2, "", "error: there is no directory `no/such/directory`\n"), wrong);
    }
}
