using Actra.Model;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hangfire;

/// <summary>
/// The guard's job filters. <c>UseActra</c> puts them among Hangfire's global ones; a host or test that gives its client and server filters of their own adds this
/// provider to them. Every process that creates jobs or changes their states needs them.
/// </summary>
public sealed class ActraJobFilters : IJobFilterProvider
{
    private static readonly Lock Installation = new();
    private readonly List<JobFilter> _filters;
    private readonly ActraJobOptions _options;

    internal ActraJobFilters(JobServices services)
    {
        _options = services.Options;
        var judge = new JobJudge(services);
        var stamps = new ActorStamps(services);
        _filters =
        [
            new(new StampFilter(services, stamps), JobFilterScope.Global, GuardOrders.Stamp),
            new(new JudgeFilter(services, judge, stamps), JobFilterScope.Global, GuardOrders.Judge),
            new(new SettleFilter(services), JobFilterScope.Global, GuardOrders.Settle),
            new(
                new BackstopFilter(services, judge, new LostClaims(services)),
                JobFilterScope.Global,
                GuardOrders.Backstop
            ),
        ];
    }

    /// <summary>The filters of a host.</summary>
    /// <param name="provider">The host's services, with <c>AddActra(…).AddHangfireGuard()</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <exception cref="ActraException">The services lack <c>AddHangfireGuard</c>.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ActraJobFilters Create(IServiceProvider provider, Action<ActraJobOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var services =
            provider.GetService<JobServices>()
            ?? throw new ActraException("jobs cannot be guarded: call services.AddActra(…).AddHangfireGuard()");
        configure?.Invoke(services.Options);
        if (services.Options.TimeBudget <= TimeSpan.Zero)
        {
            throw new ArgumentException("TimeBudget must be more than zero", nameof(configure));
        }

        AwaitingApprovalHandler.Register();
        provider.GetRequiredService<HangfireWorkMover>().Activate();
        return provider.GetRequiredService<ActraJobFilters>();
    }

    /// <inheritdoc />
    public IEnumerable<JobFilter> GetFilters(Job job) => _filters;

    /// <summary>Adds the filters to a collection, in place of those of an earlier host in this process, and checks their order.</summary>
    internal void Install(JobFilterCollection filters)
    {
        lock (Installation)
        {
            foreach (var filter in _filters)
            {
                filters.Remove(filter.Instance.GetType());
                filters.Add(filter.Instance, filter.Order);
            }

            GuardOrders.Check(filters, _options.PlainFailedState);
        }
    }
}
