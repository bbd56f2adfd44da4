using Workers.Guarding;

namespace Actra.Workers.Tests;

public sealed class HostKeyTests
{
    [Fact]
    public async Task Hosts_that_start_together_have_one_key()
    {
        using var data = new DataFolder();
        using var start = new Barrier(8);

        var keys = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            start.SignalAndWait();
                            return Convert.ToHexString(HostKey.Open(data.File("host.key")));
                        },
                        TaskCreationOptions.LongRunning
                    )
                )
        );

        Assert.Equal(64, Assert.Single(keys.Distinct()).Length);
        Assert.Equal([data.File("host.key")], Directory.GetFiles(data.Folder));
    }
}
