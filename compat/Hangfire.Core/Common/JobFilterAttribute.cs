using System.Collections.Concurrent;
using System.Reflection;

namespace Hangfire.Common;

[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Interface,
    Inherited = true,
    AllowMultiple = false
)]
public abstract class JobFilterAttribute : Attribute, IJobFilter
{
    private static readonly ConcurrentDictionary<Type, bool> MultipleByType = new();
    private int _order = JobFilter.DefaultOrder;

    protected JobFilterAttribute() { }

    public bool AllowMultiple =>
        MultipleByType.GetOrAdd(
            GetType(),
            type => type.GetCustomAttribute<AttributeUsageAttribute>(inherit: true)?.AllowMultiple ?? false
        );

    public int Order
    {
        get => _order;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, JobFilter.DefaultOrder);
            _order = value;
        }
    }

    public override object TypeId => GetType();
}
