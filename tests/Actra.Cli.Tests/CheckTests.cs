using System.Text.Json;

namespace Actra.Cli.Tests;

public class CheckTests
{
    [Fact]
    public void A_good_policy_is_ok_and_its_hash_is_shown()
    {
        using var policy = new PolicyFolder();

        var answer = Shell.Run("check", policy.Path);

        Assert.Equal(0, answer.Code);
        Assert.StartsWith("ok: version 1, 2 rules, 1 action, hash ", answer.Out);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void Each_mistake_is_shown_with_place_code_rule_and_hint()
    {
        using var policy = new PolicyFolder(
            policy: PolicyFolder.Rules.Replace("amount }, operator: greater", "amonut }, operator: greater")
        );

        var answer = Shell.Run("check", policy.Path);

        Assert.Equal(1, answer.Code);
        Assert.Empty(answer.Out);
        Assert.Contains("policy.yaml(9,47): error ACT1203: unknown field `amonut` in action `refund`\n", answer.Error);
        Assert.Contains("    rule `refund-large`: did you mean `amount`?\n", answer.Error);
        Assert.EndsWith("1 error, 0 warnings\n", answer.Error);
    }

    [Fact]
    public void Diagnostics_are_json_for_machines()
    {
        using var policy = new PolicyFolder(policy: PolicyFolder.Rules.Replace("amount", "amonut"));

        var answer = Shell.Run("check", policy.Path, "--json");

        Assert.Equal(1, answer.Code);
        using var json = JsonDocument.Parse(answer.Out);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        var diagnostics = json.RootElement.GetProperty("diagnostics");
        Assert.Equal(2, diagnostics.GetArrayLength());
        Assert.Equal("ACT1203", diagnostics[0].GetProperty("code").GetString());
        Assert.Equal("refund-none", diagnostics[0].GetProperty("rule").GetString());
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void A_warning_is_shown_and_fails_only_where_that_was_asked_for()
    {
        using var policy = new PolicyFolder(policy: PolicyFolder.Rules + "\n    reson: large\n");

        var strict = Shell.Run("check", policy.Path);
        var compatible = Shell.Run("check", policy.Path, "--compatible");
        var warned = Shell.Run("check", policy.Path, "--compatible", "--strict-warnings");

        Assert.Equal(1, strict.Code);
        Assert.Contains("unknown key `reson`", strict.Error);
        Assert.Equal(0, compatible.Code);
        Assert.Contains("warning", compatible.Error);
        Assert.StartsWith("ok: ", compatible.Out);
        Assert.Equal(1, warned.Code);
    }

    [Fact]
    public void A_directory_that_is_not_there_is_the_users_mistake()
    {
        var answer = Shell.Run("check", "no/such/directory");

        Assert.Equal(2, answer.Code);
        Assert.Equal("error: there is no directory `no/such/directory`\n", answer.Error);
    }

    [Fact]
    public void A_directory_without_a_schema_says_which_file_is_missing()
    {
        using var policy = new PolicyFolder(schema: null);

        var answer = Shell.Run("check", policy.Path);

        Assert.Equal(1, answer.Code);
        Assert.Contains("schema.yaml", answer.Error);
    }
}
