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
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task On_a_broker_parked_messages_outlive_a_kill_as_well()
    {
        using var data = new DataFolder();
        await using var broker = await Broker.OpenAsync();
        await ResumeTests.KillWhileParkedAsync([.. broker.Options, "--data", data.Folder]);

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
}
