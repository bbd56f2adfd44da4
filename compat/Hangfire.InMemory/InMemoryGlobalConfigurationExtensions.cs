using Hangfire.InMemory;

namespace Hangfire;

public static class InMemoryGlobalConfigurationExtensions
{
    public static IGlobalConfiguration<InMemoryStorage> UseInMemoryStorage(this IGlobalConfiguration configuration) =>
        configuration.UseInMemoryStorage(new InMemoryStorageOptions());

    public static IGlobalConfiguration<InMemoryStorage> UseInMemoryStorage(
        this IGlobalConfiguration configuration,
        InMemoryStorageOptions options
    ) => configuration.UseStorage(new InMemoryStorage(options));
}
