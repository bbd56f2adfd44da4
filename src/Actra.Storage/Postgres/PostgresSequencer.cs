using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Actra.Storage;

/// <summary>
/// Chains in the background what changes of requests have left, many records per commit. What fails is tried again; what is still left when a host ends is chained by
/// the next one that appends, reads or looks what is due.
/// </summary>
internal sealed class PostgresSequencer(PostgresDatabase database) : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private Task? _loop;

    /// <summary>Says that there may be something to chain.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_wake.Writer.TryWrite(true))
            {
                _loop ??= Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Chains what is still left, and ends.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_wake.Writer.TryComplete())
            {
                return;
            }
        }

        _closing.Cancel();
        _loop?.Wait(Patience);
        _closing.Dispose();
    }

    private async Task RunAsync()
    {
        while (await _wake.Reader.WaitToReadAsync())
        {
            await RestAsync(Rest);
            _wake.Reader.TryRead(out _);
            if (!await TryDrainAsync())
            {
                await RestAsync(RestAfterFailure);
                _wake.Writer.TryWrite(true);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whoever appends to the log is told of its failures.")]
    private async Task<bool> TryDrainAsync()
    {
        try
        {
            await PostgresChain.DrainAsync(database, CancellationToken.None);
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
            // The host ends: no more rest.
        }
    }
}
