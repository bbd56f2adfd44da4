namespace Hangfire.InMemory;

internal sealed class MemoryCounter
{
    public long Value { get; set; }
    public DateTime? ExpireAt { get; set; }
}
