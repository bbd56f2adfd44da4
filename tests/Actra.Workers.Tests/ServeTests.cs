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

    [Fact]
    public async Task Options_that_make_no_sense_are_refused_in_a_sentence_on_standard_error()
    {
        var (exitCode, sample) = await Sample.RunAsync("--resume", "--input", "items.jsonl");

        Assert.Equal(2, exitCode);
        Assert.Contains("--input has no place beside it", sample.Errors);
        Assert.Empty(sample.Output);
    }
}
