using Actra.Approvals;
using Actra.Guard;

namespace Actra.Hosting;

/// <summary>What waits in the store: for the meter and the health checks.</summary>
internal sealed class StoreBacklog(PumpContext context, RecordStep records, INotices notices, GuardOptions options)
{
    /// <summary>Where the counting of dead letters ends.</summary>
    public const int MostDead = 100;

    /// <summary>Records that a decision log elsewhere has not taken; up to 100.</summary>
    public int UnsentRecords => records.Unsent;

    public async Task<Measured> MeasureAsync(CancellationToken ct)
    {
        var waits = await context.AskAsync(
            (store, token) => store.BacklogAsync(context.Service, "", options.Limits.PendingPerService, token),
            ct
        );
        var now = context.Now;
        var age = waits.Oldest is { } oldest && oldest < now ? now - oldest : TimeSpan.Zero;
        return new Measured(waits.Pending, waits.Bytes, age, options.Limits.Exceeded(waits, now));
    }

    /// <summary>Notices that nobody took; up to <see cref="MostDead"/>.</summary>
    public async Task<int> DeadNoticesAsync(CancellationToken ct) => (await notices.DeadAsync(MostDead, ct)).Count;

    /// <param name="Pending">Requests that wait for votes.</param>
    /// <param name="Bytes">The size of their work and of all other that is parked.</param>
    /// <param name="OldestAge">How long the oldest of them has waited.</param>
    /// <param name="Limit">Why nothing more may wait; null where it may.</param>
    internal sealed record Measured(long Pending, long Bytes, TimeSpan OldestAge, string? Limit);
}
