using System.Collections.Concurrent;
using System.Reflection;

namespace Hangfire.Common;

public class JobFilterAttributeFilterProvider : IJobFilterProvider
{
    private readonly bool _cacheAttributeInstances;
    private readonly ConcurrentDictionary<MemberInfo, JobFilterAttribute[]> _attributes = new();

    public JobFilterAttributeFilterProvider()
        : this(cacheAttributeInstances: true) { }

    public JobFilterAttributeFilterProvider(bool cacheAttributeInstances)
    {
        _cacheAttributeInstances = cacheAttributeInstances;
    }

    public IEnumerable<JobFilter> GetFilters(Job job)
    {
        if (job == null)
        {
            return [];
        }

        var onType = GetTypeAttributes(job).Select(a => new JobFilter(a, JobFilterScope.Type, order: null));
        var onMethod = GetMethodAttributes(job).Select(a => new JobFilter(a, JobFilterScope.Method, order: null));
        return [.. onType, .. onMethod];
    }

    protected virtual IEnumerable<JobFilterAttribute> GetTypeAttributes(Job job) => Read(job.Type);

    protected virtual IEnumerable<JobFilterAttribute> GetMethodAttributes(Job job) => Read(job.Method);

    private JobFilterAttribute[] Read(MemberInfo member) =>
        _cacheAttributeInstances ? _attributes.GetOrAdd(member, ReadNow) : ReadNow(member);

    private static JobFilterAttribute[] ReadNow(MemberInfo member) =>
        [.. member.GetCustomAttributes<JobFilterAttribute>(inherit: true)];
}
