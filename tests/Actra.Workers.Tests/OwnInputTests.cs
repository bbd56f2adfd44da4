namespace Actra.Workers.Tests;

public sealed class OwnInputTests
{
    [Fact]
    public async Task A_bad_line_is_reported_with_its_number_and_the_rest_goes_on()
    {
        using var data = new DataFolder();
        var items = data.Items(
            Lines.Refund("first", 40),
            "no json at all",
            "",
            """{"item":"odd","kind":"message","action":"dance","actor":"user:alice","fields":{}}""",
            Lines.Refund("last", 50)
        );

        var (exitCode, sample) = await Sample.RunAsync("--input", items, "--json", "--data", data.Folder);

        Assert.Equal(0, exitCode);
        Assert.Equal(["first", "last"], data.Executed.Order());
        Assert.Contains("items.jsonl(2): ", sample.Errors);
        Assert.Contains("items.jsonl(4): no message stands for action `dance`", sample.Errors);
        Assert.Equal(2, sample.Events.Count);
    }

    [Fact]
    public async Task Items_that_say_nothing_are_approved_denied_and_left_to_expire_in_turn_whatever_time_their_rule_gives()
    {
        using var data = new DataFolder();
        var items = data.Items(Lines.Refund("one", 2000), Lines.Refund("two", 3000), Lines.Refund("three", 4000));

        var (exitCode, sample) = await Sample.RunAsync("--input", items, "--json", "--data", data.Folder);

        Assert.True(exitCode == 0, sample.Errors);
        var ends = sample.Events.Skip(3).Select(line => line.Text("outcome"));
        Assert.Equal(["denied", "executed", "expired"], ends.Order());
        Assert.Single(data.Executed);
    }

    [Fact]
    public async Task Control_characters_and_endless_texts_of_an_item_do_not_reach_the_terminal()
    {
        using var data = new DataFolder();
        var items = data.Items(
            """{"item":"red \u001b[31m","kind":"message","action":"deploy","actor":"user:carol","fields":{"service":"a\n  b executed\u202e","environment":"test","version":"LONG"}}""".Replace(
                "LONG",
                new string('9', 100_000)
            ),
            """{"item":"bad","kind":"\u001b[2J"}"""
        );

        var (exitCode, sample) = await Sample.RunAsync("--input", items, "--data", data.Folder);

        Assert.True(exitCode == 0, sample.Errors);
        var text = string.Concat(sample.Output) + sample.Errors;
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain(sample.Output, line => line.StartsWith("  b executed", StringComparison.Ordinal));
        Assert.True(sample.Output.Count < 60, $"{sample.Output.Count} lines");
    }

    [Fact]
    public async Task A_claimed_name_is_no_proof()
    {
        using var data = new DataFolder();
        var items = data.Items(
            Lines.Refund("forged", 40, ",\"forged\":true"),
            """{"item":"nobody","kind":"message","action":"refund","fields":{"order_id":"A-1","amount":1,"currency":"EUR"}}""",
            """{"item":"forged-delete","kind":"message","action":"delete_tenant","actor":"user:dave","forged":true,"fields":{"tenant_id":"t-1"}}"""
        );

        var (exitCode, sample) = await Sample.RunAsync("--input", items, "--json", "--data", data.Folder);

        Assert.True(exitCode == 0, sample.Errors);
        Assert.All(sample.Events, line => Assert.Equal("faulted", line.Text("outcome")));
        Assert.Equal(3, sample.Events.Count);
        Assert.Empty(data.Executed);
    }

    [Fact]
    public async Task A_policy_that_does_not_compile_is_shown_with_the_places_of_its_mistakes()
    {
        using var data = new DataFolder();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "policy")))
        {
            var text = await File.ReadAllTextAsync(file);
            await File.WriteAllTextAsync(
                data.File(Path.GetFileName(file)),
                text.Replace("effect: block", "effect: blok")
            );
        }

        await using var sample = Sample.StartOver(data.Folder, "--data", data.File("data"));

        Assert.Equal(1, await sample.EndAsync());
        Assert.Contains("policy.yaml(9,13): error ACT1106: unknown effect `blok`\n", sample.Errors);
        Assert.Contains("    rule `refund-fraud`: did you mean `block`?\n", sample.Errors);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_used_is_said_in_a_sentence()
    {
        using var data = new DataFolder();
        var file = data.Items(Lines.SmallRefund);

        var (exitCode, sample) = await Sample.RunAsync("--data", Path.Combine(file, "below"));
        var (emptyCode, empty) = await Sample.RunAsync("--data", "");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("the data directory `", sample.Errors);
        Assert.Equal(2, emptyCode);
        Assert.StartsWith("--data and --service cannot be empty", empty.Errors);
        Assert.DoesNotContain("   at ", sample.Errors + empty.Errors);
    }

    [Theory]
    [InlineData("gone.jsonl")]
    [InlineData(".")]
    [InlineData("")]
    public async Task An_input_that_cannot_be_read_is_said_in_a_sentence(string input)
    {
        using var data = new DataFolder();

        var (exitCode, sample) = await Sample.RunAsync("--input", input, "--data", data.Folder);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"the input `{input}` cannot be read: ", sample.Errors);
        Assert.DoesNotContain("   at ", sample.Errors);
    }
}
