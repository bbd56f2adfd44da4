using Newtonsoft.Json;

namespace Hangfire;

public static class GlobalConfigurationExtensions
{
    public static IGlobalConfiguration<TStorage> UseStorage<TStorage>(
        this IGlobalConfiguration configuration,
        TStorage storage
    )
        where TStorage : JobStorage => configuration.Use(storage, entry => JobStorage.Current = entry);

    public static IGlobalConfiguration<TStorage> WithJobExpirationTimeout<TStorage>(
        this IGlobalConfiguration<TStorage> configuration,
        TimeSpan timeout
    )
        where TStorage : JobStorage
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Entry.JobExpirationTimeout = timeout;
        return configuration;
    }

    public static IGlobalConfiguration<TActivator> UseActivator<TActivator>(
        this IGlobalConfiguration configuration,
        TActivator activator
    )
        where TActivator : JobActivator => configuration.Use(activator, entry => JobActivator.Current = entry);

    public static IGlobalConfiguration<JobActivator> UseDefaultActivator(this IGlobalConfiguration configuration) =>
        configuration.UseActivator(new JobActivator());

    public static IGlobalConfiguration<TFilter> UseFilter<TFilter>(
        this IGlobalConfiguration configuration,
        TFilter filter
    ) => configuration.Use(filter, entry => GlobalJobFilters.Filters.Add(entry));

    public static IGlobalConfiguration<TFilterProvider> UseFilterProvider<TFilterProvider>(
        this IGlobalConfiguration configuration,
        TFilterProvider filterProvider
    )
        where TFilterProvider : IJobFilterProvider =>
        configuration.Use(filterProvider, entry => JobFilterProviders.Providers.Add(entry));

    public static IGlobalConfiguration<TLogProvider> UseLogProvider<TLogProvider>(
        this IGlobalConfiguration configuration,
        TLogProvider provider
    )
        where TLogProvider : ILogProvider =>
        configuration.Use(provider, entry => LogProvider.SetCurrentLogProvider(entry));

    public static IGlobalConfiguration<TEntry> Use<TEntry>(
        this IGlobalConfiguration configuration,
        TEntry entry,
        Action<TEntry> entryAction
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(entry);
        entryAction(entry);
        return new ConfigurationEntry<TEntry>(entry);
    }

    public static IGlobalConfiguration UseResultsInContinuations(this IGlobalConfiguration configuration)
    {
        GlobalJobFilters.Filters.Remove<ContinuationsSupportAttribute>();
        GlobalJobFilters.Filters.Add(new ContinuationsSupportAttribute(pushResults: true));
        return configuration;
    }

    public static IGlobalConfiguration SetDataCompatibilityLevel(
        this IGlobalConfiguration configuration,
        CompatibilityLevel compatibilityLevel
    ) => configuration;

    public static IGlobalConfiguration UseTypeResolver(
        this IGlobalConfiguration configuration,
        Func<string, Type> typeResolver
    )
    {
        TypeHelper.CurrentTypeResolver = typeResolver;
        return configuration;
    }

    public static IGlobalConfiguration UseDefaultTypeResolver(this IGlobalConfiguration configuration) =>
        configuration.UseTypeResolver(TypeHelper.DefaultTypeResolver);

    public static IGlobalConfiguration UseIgnoredAssemblyVersionTypeResolver(this IGlobalConfiguration configuration) =>
        configuration.UseTypeResolver(TypeHelper.IgnoredAssemblyVersionTypeResolver);

    public static IGlobalConfiguration UseTypeSerializer(
        this IGlobalConfiguration configuration,
        Func<Type, string> typeSerializer
    )
    {
        TypeHelper.CurrentTypeSerializer = typeSerializer;
        return configuration;
    }

    public static IGlobalConfiguration UseDefaultTypeSerializer(this IGlobalConfiguration configuration) =>
        configuration.UseTypeSerializer(TypeHelper.DefaultTypeSerializer);

    public static IGlobalConfiguration UseSimpleAssemblyNameTypeSerializer(this IGlobalConfiguration configuration) =>
        configuration.UseTypeSerializer(TypeHelper.SimpleAssemblyTypeSerializer);

    public static IGlobalConfiguration UseSerializerSettings(
        this IGlobalConfiguration configuration,
        JsonSerializerSettings settings
    )
    {
        SerializationHelper.SetUserSettings(settings);
        return configuration;
    }

    public static IGlobalConfiguration UseRecommendedSerializerSettings(this IGlobalConfiguration configuration) =>
        configuration.UseRecommendedSerializerSettings(settingsConfiguration: null);

    public static IGlobalConfiguration UseRecommendedSerializerSettings(
        this IGlobalConfiguration configuration,
        Action<JsonSerializerSettings> settingsConfiguration
    )
    {
        var settings = new JsonSerializerSettings
        {
            TypeNameHandling = TypeNameHandling.Auto,
            DefaultValueHandling = DefaultValueHandling.IgnoreAndPopulate,
            NullValueHandling = NullValueHandling.Ignore,
        };
        settingsConfiguration?.Invoke(settings);
        return configuration.UseSerializerSettings(settings);
    }

    private sealed class ConfigurationEntry<T>(T entry) : IGlobalConfiguration<T>
    {
        public T Entry => entry;
    }
}
