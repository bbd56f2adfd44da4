using System.Collections;

namespace Hangfire.Common;

public class JobFilterCollection : IJobFilterProvider, IEnumerable<JobFilter>
{
    private readonly Lock _sync = new();
    private JobFilter[] _filters = [];

    public JobFilterCollection() { }

    public int Count => _filters.Length;

    public void Add(object filter) => Insert(filter, order: null);

    public void Add(object filter, int order) => Insert(filter, order);

    public void Clear()
    {
        lock (_sync)
        {
            _filters = [];
        }
    }

    public bool Contains(object filter) => Array.Exists(_filters, f => ReferenceEquals(f.Instance, filter));

    public void Remove(object filter) => RemoveWhere(f => ReferenceEquals(f.Instance, filter));

    public void Remove<T>() => Remove(typeof(T));

    public void Remove(Type type) => RemoveWhere(f => type.IsInstanceOfType(f.Instance));

    public IEnumerator<JobFilter> GetEnumerator() => ((IEnumerable<JobFilter>)_filters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerable<JobFilter> IJobFilterProvider.GetFilters(Job job) => this;

    private void Insert(object instance, int? order)
    {
        var filter = new JobFilter(instance, JobFilterScope.Global, order);
        lock (_sync)
        {
            _filters = [.. _filters.Append(filter).OrderBy(f => f.Order)];
        }
    }

    private void RemoveWhere(Func<JobFilter, bool> condition)
    {
        lock (_sync)
        {
            _filters = [.. _filters.Where(f => !condition(f))];
        }
    }
}
