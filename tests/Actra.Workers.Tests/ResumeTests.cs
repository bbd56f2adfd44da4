using System.Text.Json;

namespace Actra.Workers.Tests;

public sealed class ResumeTests
{
    private const string Gone = "the job died with Hangfire's in-memory storage";

    [Fact]
    public async Task Parked_messages_outlive_a_kill_and_jobs_are_named_as_lost()
    {
        using var data = new DataFolder();
        await KillWhileParkedAsync(data);
        Assert.DoesNotContain("refund-1800", data.Executed);

        var (exitCode, sample) = await Sample.RunAsync("--resume", "--json", "--data", data.Folder);

        Assert.True(exitCode == 0, sample.Errors);
        AssertResumed(sample.Events);
        AssertExecuted(data);
    }

    [Fact]
    public async Task What_was_resumed_is_not_resumed_again()
    {
        using var data = new DataFolder();
        await KillWhileParkedAsync(data);
        await Sample.RunAsync("--resume", "--data", data.Folder);
        var executed = data.Executed;

        var (exitCode, sample) = await Sample.RunAsync("--resume", "--data", data.Folder);

        Assert.Equal(0, exitCode);
        Assert.Contains(sample.Output, line => line.Contains("nothing was left"));
        Assert.Equal(executed, data.Executed);
    }

    [Fact]
    public async Task A_kill_in_the_midst_of_everything_loses_no_message_and_runs_no_approved_one_twice()
    {
        using var data = new DataFolder();
        await using (var first = Sample.Start("--json", "--data", data.Folder))
        {
            await first.UntilAsync(lines => lines.Any(line => line.Contains("\"parked\"")));
            await first.KillAsync();
        }

        var (exitCode, sample) = await Sample.RunAsync("--resume", "--json", "--data", data.Folder);

        Assert.True(exitCode == 0, sample.Errors);
        string[] messages = ["refund-40", "refund-1800", "deploy-staging"];
        string[] others = ["refund-flagged", "refund-garbled", "deploy-production", "deploy-frozen", "delete-t7"];
        var executed = data.Executed;
        var sent = data.ItemsByWork.Values;
        Assert.All(messages.Where(sent.Contains), item => Assert.Single(executed, item));
        Assert.All(others, item => Assert.DoesNotContain(item, executed));
    }

    internal static async Task KillWhileParkedAsync(DataFolder data, params string[] arguments)
    {
        var parked = Expected.Items.Count(item => item.Value.Outcomes[0] == "parked");
        await using var sample = Sample.Start([
            .. arguments,
            "--data",
            data.Folder,
            "--json",
            "--no-approver",
            "--serve",
        ]);
        await sample.UntilAsync(lines => lines.Count == Expected.Items.Count);
        await Eventually.TrueAsync(() => data.Ended == Expected.Items.Count - parked);
        await sample.KillAsync();
    }

    internal static void AssertResumed(IReadOnlyList<JsonElement> events)
    {
        string[] parked = ["refund-1800", "deploy-production", "delete-t7", "payout-25000", "nightly-unusual"];
        var last = events.GroupBy(line => line.Text("item")).ToDictionary(item => item.Key, item => item.Last());
        Assert.Equal(parked.Order(), last.Keys.Order());
        Assert.Equal("executed", last["refund-1800"].Text("outcome"));
        Assert.Equal("denied", last["deploy-production"].Text("outcome"));
        Assert.Equal("expired", last["delete-t7"].Text("outcome"));
        Assert.All(parked[3..], job => Assert.Equal("faulted", last[job].Text("outcome")));
        Assert.All(parked[3..], job => Assert.Equal(Gone, last[job].Text("reason")));
    }

    internal static void AssertExecuted(DataFolder data) =>
        Assert.Equal(Expected.Executed.Except(["payout-25000", "nightly-unusual"]), data.Executed.Order());
}
