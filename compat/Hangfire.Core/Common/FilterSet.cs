namespace Hangfire.Common;

/// <summary>The filters of one job, in order, by the interface they implement.</summary>
internal sealed class FilterSet(IEnumerable<JobFilter> filters)
{
    private readonly object[] _instances = [.. filters.Select(filter => filter.Instance)];

    public IReadOnlyList<T> Of<T>() => [.. _instances.OfType<T>()];
}
