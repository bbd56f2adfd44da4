using System.Runtime.CompilerServices;
using Actra.Approvals;
using Microsoft.Extensions.Hosting;

namespace Actra.Hosting;

/// <summary>
/// Tells those who want to be told. It is a loop of its own beside the release pump, and works on many notices at a time: an endpoint that does not answer keeps
/// neither work nor other notices waiting. Any number of hosts may run one on the same store.
/// </summary>
internal sealed class NoticePump(
    HostNotifiers notifiers,
    NoticeDelivery delivery,
    NoticeStatus status,
    PumpContext context,
    PumpSignal signal,
    ActraOptions options,
    TimeProvider clock
) : BackgroundService
{
    private const int AtOnce = 16;

    private bool _failing;

    /// <summary>Twice the time a notice can take: it waits for its turn behind one that takes all of it.</summary>
    private TimeSpan Lease => 2 * options.Notices.Timeout + TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (notifiers.All.Count == 0)
        {
            return;
        }

        await using var timer = clock.CreateTimer(
            _ => signal.Notices.Wake(),
            null,
            TimeSpan.Zero,
            options.PumpInterval
        );
        var all = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
        try
        {
            await Parallel.ForEachAsync(DueAsync(stoppingToken), all, TellAsync);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not told is told by the next one.
        }
    }

    private async IAsyncEnumerable<PendingNotice> DueAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var _ in signal.Notices.ReadAllAsync(ct))
        {
            while (await TakeAsync(ct) is { Count: > 0 } taken)
            {
                var next = 0;
                try
                {
                    while (next < taken.Count)
                    {
                        yield return taken[next++];
                    }
                }
                finally
                {
                    foreach (var left in taken.Skip(next))
                    {
                        await SaveAsync(left);
                    }
                }
            }
        }
    }

    private async ValueTask<IReadOnlyList<PendingNotice>> TakeAsync(CancellationToken ct)
    {
        try
        {
            var taken = await context.AskAsync(
                (store, token) => store.Notices!.TakeAsync(context.Service, context.Now, Lease, AtOnce, token),
                ct
            );
            _failing = false;
            return taken;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (!_failing)
            {
                Log.NoticesNotTaken(context.Logger, e, e.Message);
            }

            _failing = true;
            return [];
        }
    }

    private async ValueTask TellAsync(PendingNotice pending, CancellationToken ct)
    {
        if (await delivery.DeliverAsync(pending, ct) is not { } left)
        {
            await KeepAsync(pending, store => store.DoneAsync(pending.Notice.Id, CancellationToken.None));
            return;
        }

        await SaveAsync(left);
        if (left.Dead)
        {
            status.GivenUp();
            Log.NoticeDead(context.Logger, left.Notice.Id, left.Notice.ApprovalId, left.Attempts, left.Error);
        }
        else if (left.Attempts > pending.Attempts)
        {
            Log.NoticeFailed(context.Logger, left.Notice.Id, left.Attempts, left.Error, left.DueAt);
        }
    }

    private Task SaveAsync(PendingNotice pending) =>
        KeepAsync(pending, store => store.SaveAsync(pending, CancellationToken.None));

    /// <summary>Also while the host stops: what was told is kept, and the next host need not wait for the lease.</summary>
    private async Task KeepAsync(PendingNotice pending, Func<INoticeOutbox, ValueTask> keep)
    {
        try
        {
            await context.TellAsync((store, _) => keep(store.Notices!), CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.NoticeNotKept(context.Logger, e, pending.Notice.Id, e.Message);
        }
    }
}
