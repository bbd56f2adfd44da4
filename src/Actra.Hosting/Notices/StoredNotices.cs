using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>Dead letters as the store keeps them.</summary>
internal sealed class StoredNotices(PumpContext context, IReleasePumpSignal signal) : INotices
{
    public async Task<IReadOnlyList<PendingNotice>> DeadAsync(int limit = 100, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await context.AskAsync(
            (store, token) =>
                store.Notices?.DeadAsync(context.Service, limit, token)
                ?? ValueTask.FromResult<IReadOnlyList<PendingNotice>>([]),
            ct
        );
    }

    public async Task<bool> ReplayAsync(string noticeId, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(noticeId);
        var replayed = await context.AskAsync(
            (store, token) => store.Notices?.ReplayAsync(noticeId, context.Now, token) ?? ValueTask.FromResult(false),
            ct
        );
        signal.Wake();
        return replayed;
    }
}
