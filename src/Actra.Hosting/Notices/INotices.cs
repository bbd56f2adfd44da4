using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>Notices that nobody took, of this host's service.</summary>
public interface INotices
{
    /// <summary>Dead letters, oldest first.</summary>
    /// <param name="limit">How many; at least 1.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<IReadOnlyList<PendingNotice>> DeadAsync(int limit = 100, CancellationToken ct = default);

    /// <summary>Sends a dead letter again, with all its attempts, to those who have not had it.</summary>
    /// <param name="noticeId">The notice.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>False where there is no such dead letter.</returns>
    Task<bool> ReplayAsync(string noticeId, CancellationToken ct = default);
}
