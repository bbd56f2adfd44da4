using System.Collections.ObjectModel;

namespace Hangfire.Common;

public class JobFilterProviderCollection : Collection<IJobFilterProvider>, IJobFilterProvider
{
    public JobFilterProviderCollection() { }

    public JobFilterProviderCollection(params IJobFilterProvider[] providers)
    {
        foreach (var provider in providers)
        {
            Add(provider);
        }
    }

    /// <summary>
    /// All filters by order, then scope, then in the order of the providers. Of several filters of one type that does
    /// not allow multiple, the last remains.
    /// </summary>
    public IEnumerable<JobFilter> GetFilters(Job job)
    {
        var sorted = this.SelectMany(provider => provider.GetFilters(job))
            .OrderBy(filter => filter.Order)
            .ThenBy(filter => filter.Scope)
            .ToList();
        var seen = new HashSet<Type>();
        var kept = new List<JobFilter>(sorted.Count);
        for (var i = sorted.Count - 1; i >= 0; i--)
        {
            var instance = sorted[i].Instance;
            var first = seen.Add(instance.GetType());
            if (first || instance is not IJobFilter { AllowMultiple: false })
            {
                kept.Add(sorted[i]);
            }
        }

        kept.Reverse();
        return kept;
    }
}
