using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

public sealed class DeduplicationFacts
{
    private static readonly Job AnyJob = Job.FromExpression<Handlers>(x => x.Run("any"));
    private static readonly Job MarkedJob = Job.FromExpression<Marked>(x => x.Run());

    [Fact]
    public void E11_Of_two_filters_of_a_type_that_is_not_for_many_the_last_in_order_remains()
    {
        var filters = new JobFilterCollection();
        filters.Add(new OnceAttribute { Order = 5 });
        filters.Add(new OnceAttribute { Order = 1 });

        var kept = new JobFilterProviderCollection(filters).GetFilters(AnyJob);

        Assert.Equal(5, Assert.Single(kept).Order);
    }

    [Fact]
    public void E11b_An_attribute_on_a_method_removes_a_global_filter_of_its_type()
    {
        var global = new OnceAttribute { Order = 5 };
        var filters = new JobFilterCollection();
        filters.Add(global);

        var kept = new JobFilterProviderCollection(filters, new JobFilterAttributeFilterProvider()).GetFilters(
            MarkedJob
        );

        Assert.NotSame(global, Assert.Single(kept).Instance);
    }

    [Fact]
    public void E11_Plain_filters_that_allow_many_all_remain()
    {
        var filters = new JobFilterCollection();
        filters.Add(new ElectFilter(_ => { }, order: 3));
        filters.Add(new ElectFilter(_ => { }, order: 2));

        var kept = new JobFilterProviderCollection(filters).GetFilters(AnyJob);

        Assert.Equal([2, 3], kept.Select(filter => filter.Order));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class OnceAttribute : JobFilterAttribute, IElectStateFilter
    {
        public void OnStateElection(ElectStateContext context) { }
    }

    private sealed class Marked
    {
        [Once(Order = 5)]
        public void Run() => GC.KeepAlive(this);
    }
}
