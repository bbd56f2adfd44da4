using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Actra.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>Once an hour, where the host has keys: signs the end of the decision log, and cuts off what is older than the host keeps.</summary>
internal sealed class AuditUpkeep(
    IServiceProvider services,
    ActraOptions options,
    GuardOptions guard,
    TimeProvider clock,
    ILogger<AuditUpkeep> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.AuditKeepFor is not null && services.GetRequiredService<IAuditLog>().Cuts is null)
        {
            throw new ActraException("AuditKeepFor is set, and this decision log keeps no cuts");
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (services.GetService<ActraKeyRing>() is not { } keys)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await services.GetRequiredService<AuditWriter>().SignEndAsync();
                await CutAsync(keys, stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not cut off is cut off later.
        }
    }

    private async Task CutAsync(ActraKeyRing keys, CancellationToken ct)
    {
        if (options.AuditKeepFor is not { } keepFor)
        {
            return;
        }

        try
        {
            var retention = new AuditRetention(
                services.GetRequiredService<IAuditLog>(),
                keys,
                guard.ServiceName,
                Archive(),
                clock
            );
            var before = Earlier(clock.GetUtcNow() - keepFor, await OldestOpenAsync(ct));
            while (await retention.RunAsync(before, ct) is { } cut)
            {
                Log.LogCut(logger, cut.After.Sequence + 1, cut.End.Sequence);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.LogNotCut(logger, e, e.Message);
        }
    }

    private AuditArchiveFolder? Archive() =>
        options.AuditArchive is { } folder
            ? new AuditArchiveFolder(Path.GetFullPath(folder, HostNames.ContentRoot(services)))
            : null;

    /// <summary>When the oldest request was made that is still open: what was recorded about it is still wanted.</summary>
    private async Task<DateTimeOffset?> OldestOpenAsync(CancellationToken ct)
    {
        var store = services.GetRequiredService<IApprovalStore>();
        var query = new ApprovalQuery
        {
            States = [.. Enum.GetValues<ApprovalState>().Where(state => !state.IsClosed())],
            Limit = ApprovalQuery.LongestPage,
        };
        ApprovalRequest? oldest = null;
        while (true)
        {
            var page = await store.ListAsync(query, ct);
            oldest = page.Count > 0 ? page[^1] : oldest;
            if (page.Count < query.Limit)
            {
                return oldest?.CreatedAt;
            }

            query = query with { After = page[^1].Id };
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset time, DateTimeOffset? other) =>
        other < time ? other.Value : time;
}
