namespace Actra.Approvals;

/// <summary>Notices that were stored with the change that they are about, until everybody was told. Thread-safe.</summary>
public interface INoticeOutbox
{
    /// <summary>Takes notices whose time has come, oldest first; no other host gets them before the lease is over. Dead letters are not taken.</summary>
    /// <param name="service">The service.</param>
    /// <param name="now">The time.</param>
    /// <param name="lease">How long the host may take.</param>
    /// <param name="limit">How many.</param>
    /// <param name="ct">Cancels the call.</param>
    ValueTask<IReadOnlyList<PendingNotice>> TakeAsync(
        string service,
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken ct
    );

    /// <summary>Everybody was told: the notice goes.</summary>
    ValueTask DoneAsync(string noticeId, CancellationToken ct);

    /// <summary>Somebody could not be told: keeps how far it came, when to try again, or that it is given up.</summary>
    ValueTask SaveAsync(PendingNotice notice, CancellationToken ct);

    /// <summary>Dead letters of a service, oldest first.</summary>
    /// <param name="service">The service; null for all.</param>
    /// <param name="limit">How many.</param>
    /// <param name="ct">Cancels the call.</param>
    ValueTask<IReadOnlyList<PendingNotice>> DeadAsync(string? service, int limit, CancellationToken ct);

    /// <summary>Sends a dead letter again, with all its attempts.</summary>
    /// <returns>False where there is no such dead letter.</returns>
    ValueTask<bool> ReplayAsync(string noticeId, DateTimeOffset now, CancellationToken ct);
}
