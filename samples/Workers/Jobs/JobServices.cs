using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.DependencyInjection;

namespace Workers.Jobs;

/// <summary>Hangfire for a host without <c>Hangfire.NetCore</c>, whose <c>AddHangfire</c> and <c>AddHangfireServer</c> do the same and more.</summary>
internal static class JobServices
{
    /// <summary>Adds storage, clients and a server. The storage is memory: it forgets its jobs when the process ends.</summary>
    public static void AddJobs(
        this IServiceCollection services,
        Action<IServiceProvider, IGlobalConfiguration> configure
    )
    {
        services.AddSingleton<JobStorage>(sp =>
        {
            // Ids that no other run has: the sample tells the jobs of one run from those of another by them.
            var storage = new InMemoryStorage(new InMemoryStorageOptions { IdType = InMemoryStorageIdType.Guid });
            configure(sp, GlobalConfiguration.Configuration.UseStorage(storage).UseActivator(new ScopeActivator(sp)));
            return storage;
        });
        services.AddSingleton<IBackgroundJobClient>(sp => new BackgroundJobClient(sp.GetRequiredService<JobStorage>()));
        services.AddSingleton<IRecurringJobManagerV2>(sp => new RecurringJobManager(
            sp.GetRequiredService<JobStorage>()
        ));
        services.AddHostedService<JobServer>();
    }
}
