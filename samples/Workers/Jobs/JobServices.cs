using Microsoft.Extensions.DependencyInjection;

namespace Workers.Jobs;

internal static class JobServices
{
    public static void AddJobs(this IServiceCollection services) { }
}
