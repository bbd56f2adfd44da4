namespace Hangfire.InMemory;

public class InMemoryStorageOptions
{
    public InMemoryStorageOptions() { }

    public InMemoryStorageIdType IdType { get; init; } = InMemoryStorageIdType.Long;

    /// <summary>The longest that a finished job stays, whatever its own expiration says.</summary>
    public TimeSpan? MaxExpirationTime { get; init; } = TimeSpan.FromHours(3);

    public int MaxStateHistoryLength { get; init; } = 10;
    public StringComparer StringComparer { get; init; } = StringComparer.Ordinal;
}
