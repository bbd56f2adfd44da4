namespace Actra.Workers.Tests;

public sealed class DefaultInputTests
{
    [Fact]
    public async Task Every_item_ends_where_policy_and_approver_say_and_runs_at_most_once()
    {
        using var data = new DataFolder();

        var (exitCode, sample) = await Sample.RunAsync("--json", "--data", data.Folder);

        Assert.True(exitCode == 0, sample.Errors);
        Expected.AssertAll(sample.Events);
        Assert.Equal(Expected.Executed, data.Executed.Order());
    }

    [Fact]
    public async Task With_json_nothing_but_events_is_printed()
    {
        using var data = new DataFolder();

        var (_, sample) = await Sample.RunAsync("--json", "--data", data.Folder);

        string[] keys = ["item", "kind", "action", "actor", "effect", "rule", "reason", "outcome"];
        Assert.All(sample.Events, line => Assert.Equal(keys, line.EnumerateObject().Select(member => member.Name)));
        Assert.All(sample.Events, line => Assert.NotEmpty(line.Text("reason")));
        Assert.DoesNotContain(sample.Output, line => line.Contains("4111"));
        Assert.Empty(sample.Errors.Trim());
    }

    [Fact]
    public async Task People_read_tables_of_at_most_120_columns_without_colours_where_they_are_piped()
    {
        using var data = new DataFolder();

        var (exitCode, sample) = await Sample.RunAsync("--data", data.Folder);

        Assert.Equal(0, exitCode);
        Assert.All(sample.Output, line => Assert.True(line.Length <= 120, line));
        var text = string.Join('\n', sample.Output);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain("4111", text);
        Assert.All(Expected.Items.Keys, item => Assert.Contains(item, text));
        Assert.Contains("approves refund-1800: A refund of 1800 EUR by alice is over 1000", text);
        Assert.Contains("denies deploy-production", text);
        Assert.Contains("nobody votes on delete-t7", text);
        Assert.Matches(@"(?m)^ +all +7 +7 +0 +1 +1 +16", text);
        Assert.Empty(sample.Errors.Trim());
    }

    [Fact]
    public async Task The_key_that_seals_actors_is_made_at_the_first_start_for_its_owner_only()
    {
        using var data = new DataFolder();
        var items = data.Items(Lines.SmallRefund);

        await Sample.RunAsync("--input", items, "--data", data.Folder);
        var first = await File.ReadAllBytesAsync(data.File("host.key"));
        await Sample.RunAsync("--input", items, "--data", data.Folder);

        Assert.Equal(32, first.Length);
        Assert.Equal(first, await File.ReadAllBytesAsync(data.File("host.key")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(data.File("host.key")));
        }
    }
}
