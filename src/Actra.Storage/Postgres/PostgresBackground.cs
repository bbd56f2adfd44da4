using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Actra.Storage;

/// <summary>
/// What a handle does after its changes, beside them: many of them at a time, with a rest in between. What fails is tried again; whoever disposes waits for what is still to
/// be done.
/// </summary>
internal sealed class PostgresBackground(Func<Task> work, TimeSpan rest) : IDisposable
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Channel<bool> _wanted = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private Task? _loop;

    /// <summary>Says that there is something to do.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_wanted.Writer.TryWrite(true))
            {
                _loop ??= Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Does what is still to be done, once, and ends.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_wanted.Writer.TryComplete())
            {
                return;
            }
        }

        _closing.Cancel();
        _loop?.Wait(Patience);
    }

    private async Task RunAsync()
    {
        while (await _wanted.Reader.WaitToReadAsync())
        {
            _wanted.Reader.TryRead(out _);
            if (await TryAsync())
            {
                await RestAsync(rest);
            }
            else
            {
                await RestAsync(RestAfterFailure);
                _wanted.Writer.TryWrite(true);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What was changed stands; what follows is tried again.")]
    private async Task<bool> TryAsync()
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async Task RestAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, TimeProvider.System, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            // The handle is closed: no more rest.
        }
    }
}
