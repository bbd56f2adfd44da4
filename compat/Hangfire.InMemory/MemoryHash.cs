namespace Hangfire.InMemory;

internal sealed class MemoryHash(StringComparer comparer)
{
    public Dictionary<string, string> Fields { get; } = new(comparer);
    public DateTime? ExpireAt { get; set; }
}
