using System.Threading.Channels;

namespace Actra.Hosting;

/// <summary>At most one wish for a round is kept; a round that begins has taken it.</summary>
internal sealed class Wish
{
    private readonly Channel<bool> _wishes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Wake() => _wishes.Writer.TryWrite(true);

    public IAsyncEnumerable<bool> ReadAllAsync(CancellationToken ct) => _wishes.Reader.ReadAllAsync(ct);
}
