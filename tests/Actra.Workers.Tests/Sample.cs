using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace Actra.Workers.Tests;

/// <summary>The sample as a process of its own, over a data directory that goes away.</summary>
internal sealed class Sample : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(100);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private Sample(Process process) => _process = process;

    public IReadOnlyList<string> Output => [.. _output];

    public int ProcessId => _process.Id;

    public string Errors => string.Join('\n', _errors);

    public IReadOnlyList<JsonElement> Events => [.. _output.Select(line => JsonDocument.Parse(line).RootElement)];

    public static Sample Start(params string[] arguments) => StartOver(null, arguments);

    /// <summary>Starts the sample over another policy than its own.</summary>
    public static Sample StartOver(string? policy, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Workers.dll"));
        if (policy is not null)
        {
            start.Environment["Actra__Policy"] = policy;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var sample = new Sample(new Process { StartInfo = start });
        sample._process.OutputDataReceived += (_, line) => sample.Take(line.Data);
        sample._process.ErrorDataReceived += (_, line) => sample._errors.Enqueue(line.Data ?? "");
        sample._process.Start();
        sample._process.BeginOutputReadLine();
        sample._process.BeginErrorReadLine();
        return sample;
    }

    /// <summary>Runs the sample to its end.</summary>
    public static async Task<(int ExitCode, Sample Sample)> RunAsync(params string[] arguments)
    {
        var sample = Start(arguments);
        return (await sample.EndAsync(), sample);
    }

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            _process.Kill();
            throw new TimeoutException($"the sample did not end\n{string.Join('\n', _output)}\n{Errors}", e);
        }

        return _process.ExitCode;
    }

    /// <summary>Waits until the lines so far meet a condition.</summary>
    public async Task UntilAsync(Func<IReadOnlyList<string>, bool> condition)
    {
        using var limit = new CancellationTokenSource(s_limit);
        var seen = new List<string>();
        try
        {
            while (!condition(seen))
            {
                seen.Add(await _lines.Reader.ReadAsync(limit.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"it did not come\n{string.Join('\n', seen)}\n{Errors}", e);
        }
    }

    /// <summary>SIGKILL: nothing is flushed, closed or said.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
            return;
        }

        _output.Enqueue(line);
        _lines.Writer.TryWrite(line);
    }
}
