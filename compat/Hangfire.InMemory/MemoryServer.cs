namespace Hangfire.InMemory;

internal sealed class MemoryServer
{
    public required ServerContext Context { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime Heartbeat { get; set; }
}
