namespace Hangfire.InMemory;

/// <summary>The newest item comes first.</summary>
internal sealed class MemoryList
{
    public List<string> Items { get; } = [];
    public DateTime? ExpireAt { get; set; }
}
