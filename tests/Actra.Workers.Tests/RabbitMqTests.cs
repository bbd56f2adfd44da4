using Actra.TestSupport;

namespace Actra.Workers.Tests;

public sealed class RabbitMqTests
{
    [RequiresServerFact(Servers.RabbitMq)]
    public async Task On_a_broker_the_same_scenario_ends_the_same_and_refused_messages_lie_on_the_fault_queues()
    {
        using var data = new DataFolder();
        await using var broker = await Broker.OpenAsync();

        var (exitCode, sample) = await Sample.RunAsync([.. broker.Options, "--json", "--data", data.Folder]);

        Assert.True(exitCode == 0, sample.Errors);
        Expected.AssertAll(sample.Events);
        Assert.Equal(Expected.Executed, data.Executed.Order());

        var refused = Expected.Ending("faulted").Concat(Expected.Ending("denied")).Concat(Expected.Ending("expired"));
        var jobs = new[] { "payout-by-alice", "unmapped-job" };
        var items = data.ItemsByWork;
        var faults = await broker.FaultsAsync(expected: 7);
        Assert.Equal(refused.Except(jobs).Order(), faults.Select(id => items[$"message/{id}"]).Order());
        Assert.Equal(0u, await broker.CountElsewhereAsync());
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task On_a_broker_parked_messages_outlive_a_kill_as_well()
    {
        using var data = new DataFolder();
        await using var broker = await Broker.OpenAsync();
        await ResumeTests.KillWhileParkedAsync(data, broker.Options);

        var (exitCode, sample) = await Sample.RunAsync([
            .. broker.Options,
            "--resume",
            "--json",
            "--data",
            data.Folder,
        ]);

        Assert.True(exitCode == 0, sample.Errors);
        ResumeTests.AssertResumed(sample.Events);
        ResumeTests.AssertExecuted(data);
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task A_kill_in_the_midst_of_everything_leaves_all_messages_on_the_broker_or_in_the_store()
    {
        using var data = new DataFolder();
        await using var broker = await Broker.OpenAsync();
        await using (var first = Sample.Start([.. broker.Options, "--json", "--data", data.Folder]))
        {
            await first.UntilAsync(lines => lines.Any(line => line.Contains("\"parked\"")));
            await first.KillAsync();
        }

        var (exitCode, sample) = await Sample.RunAsync([
            .. broker.Options,
            "--resume",
            "--json",
            "--data",
            data.Folder,
        ]);

        Assert.True(exitCode == 0, sample.Errors);
        var executed = data.Executed;
        Assert.Single(executed, "refund-1800");
        Assert.Contains("refund-40", executed);
        Assert.Contains("deploy-staging", executed);
        string[] refused = ["refund-flagged", "refund-forged", "deploy-production", "deploy-frozen", "delete-t7"];
        Assert.Empty(executed.Intersect(refused));
    }
}
