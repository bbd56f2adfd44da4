using System.Text.Json;

namespace Actra.Cli.Tests;

public class EvalTests
{
    private const string Refund = """{"action": {"type": "refund", "amount": AMOUNT}, "actor": {"id": "ada"}}""";

    [Theory]
    [InlineData("10", 0, "allow refund (default)\n")]
    [InlineData("-1", 3, "block refund by rule `refund-none`\n")]
    [InlineData("1500", 4, "require_approval refund by rule `refund-large`\n")]
    public void The_exit_code_says_what_was_decided(string amount, int code, string text)
    {
        using var policy = new PolicyFolder();

        var answer = Shell.RunWith(Refund.Replace("AMOUNT", amount), "eval", policy.Path, "--input", "-");

        Assert.Equal(code, answer.Code);
        Assert.Equal(text, answer.Out);
    }

    [Fact]
    public void Input_comes_from_a_file_too_and_the_decision_goes_out_as_json()
    {
        using var policy = new PolicyFolder();
        var input = policy.Write("input.json", Refund.Replace("AMOUNT", "1500"));

        var answer = Shell.Run("eval", policy.Path, "-i", input, "--json");

        Assert.Equal(4, answer.Code);
        using var json = JsonDocument.Parse(answer.Out);
        Assert.Equal("require_approval", json.RootElement.GetProperty("effect").GetString());
        Assert.Equal("refund-large", json.RootElement.GetProperty("rule").GetString());
        Assert.Equal(64, json.RootElement.GetProperty("policy_hash").GetString()!.Length);
    }

    [Theory]
    [InlineData("""{"action": {"type": "refund"}}""", "amount")]
    [InlineData("""{"action": {"type": "refund", "amount": "many"}}""", "amount")]
    [InlineData("""{"action": {"type": "payout"}}""", "payout")]
    public void An_input_that_does_not_fit_the_schema_is_blocked_and_says_why(string input, string named)
    {
        using var policy = new PolicyFolder();

        var answer = Shell.RunWith(input, "eval", policy.Path, "--input", "-");

        Assert.Equal(3, answer.Code);
        Assert.Contains("ACT", answer.Out);
        Assert.Contains(named, answer.Out);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{}", "no `action.type`")]
    [InlineData("""{"action": {"type": 7}}""", "no `action.type`")]
    [InlineData("""{"action": {"type": "refund"}, "actr": {}}""", "`actr`")]
    [InlineData("""{"action": {"type": "refund"}, "actor": []}""", "`actor` must be a JSON object")]
    [InlineData("""{"action": {"type": "refund", "amount": 1, "amount": 2}}""", "not JSON")]
    [InlineData("""{"action": {"type": "refund", "amount": [1]}}""", "`action.amount`")]
    [InlineData("""{"action": {"type": "refund", "amount": 9007199254740993}}""", "`action.amount`")]
    [InlineData("""{"action": {"type": "refund", "amount": 1e999}}""", "`action.amount`")]
    [InlineData("""{"action": {"type": "refund", "amount": 1}, "actor": {"id": "\ud800"}}""", "half a character")]
    [InlineData("""{"action": {"type": "\udc00"}}""", "half a character")]
    [InlineData("""{"act\ud800": {}}""", "half a character")]
    public void Input_that_cannot_be_understood_is_the_users_mistake(string input, string reason)
    {
        using var policy = new PolicyFolder();

        var answer = Shell.RunWith(input, "eval", policy.Path, "--input", "-");

        Assert.Equal(2, answer.Code);
        Assert.StartsWith("error: ", answer.Error);
        Assert.Contains(reason, answer.Error);
        Assert.DoesNotContain("   at ", answer.Error);
        Assert.Empty(answer.Out);
    }

    [Fact]
    public void Control_characters_of_an_input_are_shown_as_escapes()
    {
        using var policy = new PolicyFolder();
        var input = """{"action": {"type": "re\u001b[2Jfund\nallow\u202e"}}""";

        var answer = Shell.RunWith(input, "eval", policy.Path, "--input", "-");

        Assert.Equal(3, answer.Code);
        Assert.StartsWith(@"block re\u001b[2Jfund\u000aallow\u202e: ", answer.Out);
        Assert.Equal(2, answer.Out.Count(c => c == '\n'));
    }

    [Fact]
    public void An_input_file_that_is_not_there_is_the_users_mistake()
    {
        using var policy = new PolicyFolder();

        var answer = Shell.Run("eval", policy.Path, "--input", "no-such-file.json");

        Assert.Equal(2, answer.Code);
        Assert.StartsWith("error: the input `no-such-file.json` cannot be read", answer.Error);
    }

    [Fact]
    public void A_policy_that_does_not_compile_judges_nothing()
    {
        using var policy = new PolicyFolder(policy: "version: 1\nrules: 7\n");

        var answer = Shell.RunWith(Refund.Replace("AMOUNT", "1"), "eval", policy.Path, "--input", "-");

        Assert.Equal(1, answer.Code);
        Assert.Contains("policy.yaml(2,8): error", answer.Error);
        Assert.Empty(answer.Out);
    }
}
