using System.Threading.Channels;

namespace Actra.MassTransit.Tests;

/// <summary>Takes what happens, hands it out in order, and waits a bounded time for it.</summary>
internal sealed class Mailbox<T>
{
    private readonly Channel<T> _channel = Channel.CreateUnbounded<T>();
    private int _count;

    public int Count => _count;

    public void Add(T item)
    {
        Interlocked.Increment(ref _count);
        _channel.Writer.TryWrite(item);
    }

    public async Task<T> NextAsync(string what = "")
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            return await _channel.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"nothing came: {typeof(T).Name} {what}", e);
        }
    }
}
