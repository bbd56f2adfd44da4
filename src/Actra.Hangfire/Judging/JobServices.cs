using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Hangfire;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actra.Hangfire;

/// <summary>What the filters of one host share. Services are taken when first needed: filters are made before the host has started.</summary>
internal sealed class JobServices
{
    private readonly IServiceProvider _provider;

    public JobServices(IServiceProvider provider, ActraJobOptions options)
    {
        _provider = provider;
        Options = options;
        Logger = provider.GetService<ILoggerFactory>()?.CreateLogger("Actra.Hangfire") ?? NullLogger.Instance;
        Runs = new JobRuns(() => Options.TimeBudget, Logger);
    }

    public ActraJobOptions Options { get; }

    public IServiceProvider Provider => _provider;

    public ILogger Logger { get; }

    public JobContracts Contracts { get; } = new();

    public StorageNonces Nonces { get; } = new();

    public JobRuns Runs { get; }

    public ActionGuard Guard => field ??= _provider.GetRequiredService<ActionGuard>();

    public IApprovalStore? Store => field ??= _provider.GetService<IApprovalStore>();

    public AuditWriter? Audit => field ??= _provider.GetService<AuditWriter>();

    public ActraKeyRing? Keys => field ??= _provider.GetService<ActraKeyRing>();

    public TimeProvider Clock => field ??= _provider.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>The storage whose jobs the release pump moves.</summary>
    public JobStorage Storage => Options.Storage ?? _provider.GetService<JobStorage>() ?? JobStorage.Current;

    /// <summary>The filters that apply when the guard changes a job's state.</summary>
    public IJobFilterProvider Filters =>
        Options.FilterProvider ?? _provider.GetService<IJobFilterProvider>() ?? JobFilterProviders.Providers;

    /// <summary>The delay before a job is looked at again, growing with its deferrals.</summary>
    public TimeSpan DelayFor(int deferrals)
    {
        GuardOptions options;
        try
        {
            options = Guard.Options;
        }
        catch (Exception)
        {
            // Without a guard there is still a job that must not run now.
            options = new GuardOptions();
        }

        var delay = options.FirstDefer * Math.Pow(2, Math.Clamp(deferrals, 0, 20));
        return delay < options.LongestDefer ? delay : options.LongestDefer;
    }
}
