namespace Hangfire.Common;

public static class JobFilterProviders
{
    public static JobFilterProviderCollection Providers { get; } =
        new(GlobalJobFilters.Filters, new JobFilterAttributeFilterProvider());
}
