namespace Hangfire.InMemory;

internal sealed class MemoryJob
{
    public required string Id { get; init; }
    public required InvocationData Invocation { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required Dictionary<string, string> Parameters { get; init; }
    public List<MemoryJobState> History { get; } = [];
    public MemoryJobState State { get; set; }
    public DateTime? ExpireAt { get; set; }
}
