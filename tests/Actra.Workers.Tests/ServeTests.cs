using System.Diagnostics;

namespace Actra.Workers.Tests;

public sealed class ServeTests
{
    [Fact]
    public async Task A_served_sample_says_that_it_is_healthy_and_ends_when_it_is_told_to()
    {
        using var data = new DataFolder();
        var items = data.Items(Lines.SmallRefund);
        await using var sample = Sample.Start("--serve", "--input", items, "--data", data.Folder);

        await sample.UntilAsync(lines => lines.Any(line => line.Contains("Serving")));
        await Eventually.TrueAsync(() => File.Exists(data.File("healthy")));

        using var kill = Process.Start("kill", ["-TERM", $"{sample.ProcessId}"]);
        Assert.Equal(0, await sample.EndAsync());
        Assert.False(File.Exists(data.File("healthy")));
    }

    [Theory]
    [InlineData(250)]
    [InlineData(350)]
    [InlineData(450)]
    [InlineData(600)]
    public async Task A_signal_while_the_host_starts_ends_it_at_once(int delay)
    {
        using var data = new DataFolder();
        await using var sample = Sample.Start("--json", "--data", data.Folder);
        await Eventually.TrueAsync(() => File.Exists(data.File("host.key")));
        await Task.Delay(delay);

        var since = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", $"{sample.ProcessId}"]);
        var exitCode = await sample.EndAsync();

        // Before anybody listens to signals, the process just ends: 128 + 15.
        Assert.Contains(exitCode, (int[])[130, 143]);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(20), $"it took {since.Elapsed}\n{sample.Errors}");
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_refused_in_a_sentence_on_standard_error()
    {
        var (exitCode, sample) = await Sample.RunAsync("--resume", "--input", "items.jsonl");

        Assert.Equal(2, exitCode);
        Assert.Contains("--input has no place beside it", sample.Errors);
        Assert.Empty(sample.Output);
    }
}
