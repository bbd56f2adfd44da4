using System.Globalization;
using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>Tells one notice to everybody who has not had it, all at the same time, and says what has to be kept of it.</summary>
internal sealed class NoticeDelivery(
    HostNotifiers notifiers,
    NoticeStatus status,
    ActraOptions options,
    PumpContext context,
    TimeProvider clock
)
{
    private const int LongestError = 1_000;
    private static readonly TimeSpan LongestWish = TimeSpan.FromDays(1);

    /// <returns>What to keep; null where everybody has it.</returns>
    public async Task<PendingNotice?> DeliverAsync(PendingNotice pending, CancellationToken ct)
    {
        var missing = notifiers.All.Where(n => !pending.DeliveredTo.Contains(n.Name, StringComparer.Ordinal)).ToList();
        var failures = await Task.WhenAll(missing.Select(notifier => TellAsync(notifier, pending.Notice, ct)));
        var failed = failures.OfType<Failure>().ToList();
        if (failed.Count == 0)
        {
            return null;
        }

        var told = missing.Where((_, i) => failures[i] is null).Select(notifier => notifier.Name);
        var kept = pending with { DeliveredTo = [.. pending.DeliveredTo, .. told] };
        return ct.IsCancellationRequested ? kept : Failed(kept, failed);
    }

    private PendingNotice Failed(PendingNotice pending, List<Failure> failed)
    {
        var attempts = pending.Attempts + 1;
        var dead = attempts >= options.Notices.Attempts || failed.TrueForAll(failure => failure.GiveUp);
        var wish = failed.Max(failure => failure.Wish);
        var delay = RetryDelay.After(attempts, options.Notices, Random.Shared.NextDouble());
        var error = string.Join("; ", failed.Select(failure => $"{failure.Notifier}: {failure.Message}"));
        return pending with
        {
            Attempts = attempts,
            Dead = dead,
            DueAt = clock.GetUtcNow() + (wish > delay ? wish : delay),
            Error = error.Length > LongestError ? error[..LongestError] : error,
        };
    }

    /// <returns>Null where it was told.</returns>
    private async Task<Failure?> TellAsync(IApprovalNotifier notifier, ApprovalNotice notice, CancellationToken ct)
    {
        var budget = options.Notices.Timeout;
        using var timeout = new CancellationTokenSource(budget, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            // On another thread, and not waited for beyond its time: a notifier may block, and may not look at its token.
            await Task.Run(() => notifier.NotifyAsync(notice, both.Token).AsTask(), both.Token).WaitAsync(both.Token);
            status.Told(notifier.Name);
            return null;
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            return new Failure(notifier.Name, "the host stops");
        }
        catch (Exception e)
        {
            var known = e as NotDeliveredException;
            var message = timeout.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"not done within {budget}")
                : e.Message;
            status.Failed(notifier.Name, message, clock.GetUtcNow());
            Log.NotTold(context.Logger, e, notice.Id, notifier.Name);
            return new Failure(notifier.Name, message)
            {
                GiveUp = known?.GiveUp ?? false,
                RetryAfter = known?.RetryAfter,
            };
        }
    }

    private sealed record Failure(string Notifier, string Message)
    {
        public bool GiveUp { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public TimeSpan Wish => RetryAfter > LongestWish ? LongestWish : RetryAfter ?? TimeSpan.Zero;
    }
}
