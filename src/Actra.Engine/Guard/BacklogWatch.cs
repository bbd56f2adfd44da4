using Actra.Approvals;
using Microsoft.Extensions.Logging;

namespace Actra.Guard;

/// <summary>
/// Says whether more work may wait for approval. Far below the limits the store is not asked before each parking: an answer is good for a second, and for as many
/// parkings as lead half way to a limit.
/// </summary>
internal sealed class BacklogWatch(GuardOptions options, ApprovalCalls calls, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Spare? _spare;

    /// <summary>Why no more of a requester's work may wait; null where it may.</summary>
    public async ValueTask<string?> ExceededAsync(string requester, CancellationToken ct)
    {
        var limits = options.Limits;
        var now = clock.GetUtcNow();
        if (_spare?.Take(now) == true)
        {
            return null;
        }

        var cap = Math.Max(limits.PendingPerService, limits.PendingPerRequester);
        var backlog = await calls.BacklogAsync(options.ServiceName, requester, cap, ct);
        if (limits.Exceeded(backlog, now) is { } limit)
        {
            _spare = null;
            Log.BacklogFull(logger, options.ServiceName, limit);
            return limit;
        }

        _spare = new Spare(HalfWay(limits, backlog, now), now + Fresh);
        return null;
    }

    /// <summary>How many more lead half way to a limit, whoever asks for them.</summary>
    private static long HalfWay(ApprovalLimits limits, ApprovalBacklog backlog, DateTimeOffset now) =>
        backlog.Bytes > limits.Bytes / 2 || now - backlog.Oldest > limits.OldestPending / 2
            ? 0
            : Math.Min(limits.PendingPerService, limits.PendingPerRequester) / 2 - backlog.Pending;

    private sealed class Spare(long count, DateTimeOffset until)
    {
        private long _left = count;

        public bool Take(DateTimeOffset now) => now < until && Interlocked.Decrement(ref _left) >= 0;
    }
}
