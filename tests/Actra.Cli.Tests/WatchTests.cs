using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Threading.Channels;
using Actra.Approvals;
using Actra.Cli.Commands.Approvals;

namespace Actra.Cli.Tests;

public sealed class WatchTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Where_it_is_piped_each_change_is_a_line()
    {
        var first = await _desk.ParkAsync();
        await using var watch = new Watch(_desk);

        Assert.StartsWith($"{first.Id}  pending  refund", await watch.NextAsync());
        var second = await _desk.ParkAsync();
        Assert.StartsWith($"{second.Id}  pending", await watch.NextAsync());
        await _desk.ChangeAsync(first.Id, new ApprovalCommand.Cancel(new Approver("rita", []), null));
        Assert.StartsWith($"{first.Id}  cancelled", await watch.NextAsync());
        await _desk.ChangeAsync(second.Id, new ApprovalCommand.Cancel(new Approver("rita", []), null));
        Assert.StartsWith($"{second.Id}  cancelled", await watch.NextAsync());
    }

    [Fact]
    public async Task As_JSON_each_change_is_one_line()
    {
        var request = await _desk.ParkAsync();
        await using var watch = new Watch(_desk, json: true, columns: 120);

        var line = JsonDocument.Parse(await watch.NextAsync()).RootElement;

        Assert.Equal(request.Id, line.GetProperty("id").GetString());
    }

    [Fact]
    public async Task On_a_screen_the_list_stands_anew_when_something_has_changed()
    {
        var request = await _desk.ParkAsync();
        await using var watch = new Watch(_desk, columns: 120);

        Assert.Contains($"{request.Id}", await watch.ScreenAsync());
        await _desk.ChangeAsync(request.Id, new ApprovalCommand.Cancel(new Approver("rita", []), null));
        var emptied = await watch.ScreenAsync();
        Assert.Contains("ID", emptied);
        Assert.DoesNotContain(request.Id, emptied);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task An_interrupt_ends_it_well()
    {
        var request = await _desk.ParkAsync();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var arg in new[] { typeof(Tool).Assembly.Location, "approvals", "list", _desk.Path, "--watch" })
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.StartsWith(request.Id, line);
        Assert.Equal((0, ""), (process.ExitCode, await process.StandardError.ReadToEndAsync()));
    }

    /// <summary><c>list --watch</c> in this process, with what it prints line by line.</summary>
    private sealed class Watch : IAsyncDisposable
    {
        private readonly Lines _lines = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public Watch(Desk desk, bool json = false, int? columns = null)
        {
            var terminal = new Terminal(TextReader.Null, _lines, TextWriter.Null, columns: columns);
            var query = new ApprovalQuery { States = [ApprovalState.Pending] };
            _run = Task.Run(() =>
                ApprovalsListCommand.WatchAsync(terminal, desk.Store, () => query, json, _stop.Token)
            );
        }

        public Task<string> NextAsync() => _lines.NextAsync();

        /// <summary>What stands on the screen next.</summary>
        public async Task<string> ScreenAsync()
        {
            var text = await _lines.NextAsync();
            Assert.StartsWith("\e[2J\e[H", text);
            return text;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _run;
            _stop.Dispose();
        }
    }

    private sealed class Lines : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public override void Write(string? value) => _lines.Writer.TryWrite(value!);

        public override void WriteLine(string? value) => _lines.Writer.TryWrite(value!);

        public Task<string> NextAsync() => _lines.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
