namespace Hangfire.InMemory;

internal sealed record MemoryJobState(string Name, string Reason, DateTime CreatedAt, Dictionary<string, string> Data)
{
    public static MemoryJobState Of(IState state) =>
        new(state.Name, state.Reason, DateTime.UtcNow, state.SerializeData() ?? []);

    public Dictionary<string, string> CopyData() => Data.ToDictionary(StringComparer.Ordinal);
}
