namespace Hangfire;

public static class GlobalJobFilters
{
    public static JobFilterCollection Filters { get; } = WithDefaults();

    private static JobFilterCollection WithDefaults()
    {
        var filters = new JobFilterCollection();
        filters.Add(new CaptureCultureAttribute());
        filters.Add(new AutomaticRetryAttribute());
        filters.Add(new StatisticsHistoryAttribute());
        filters.Add(new ContinuationsSupportAttribute());
        filters.Add(new JobParameterInjectionFilter());
        return filters;
    }
}
