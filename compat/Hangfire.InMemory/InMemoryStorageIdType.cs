namespace Hangfire.InMemory;

public enum InMemoryStorageIdType
{
    Guid,
    Long,
}
