using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>
/// Keeps requests, the parked work itself, and work set aside. Every change runs <see cref="ApprovalMachine"/> inside a transaction of the store, so all stores
/// have one behaviour: the specification in <c>Actra.Testing</c>. Thread-safe. Methods throw where the store cannot answer; nothing has changed then.
/// </summary>
public interface IApprovalStore
{
    /// <summary>Creates or migrates the store; safe to call from many hosts at once.</summary>
    /// <returns>The store's own id, made when it was created: the parking queue carries it, so that two services never drain each other.</returns>
    ValueTask<string> InitializeAsync(CancellationToken ct);

    /// <summary>
    /// Makes a request, with its work. Where a request of the same or a later generation is there for the work, or an earlier one is still open, that one is
    /// returned and nothing changes.
    /// </summary>
    /// <param name="approval">The request.</param>
    /// <param name="envelope">The work; null for jobs and calls, which cannot be sent again.</param>
    /// <param name="ct">Cancels the call.</param>
    ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct);

    /// <summary>A request by its id; null where there is none.</summary>
    ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct);

    /// <summary>The newest request for a piece of work; null where there is none.</summary>
    ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct);

    /// <summary>The parked work; null where there is none.</summary>
    ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct);

    /// <summary>Requests, newest first.</summary>
    ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct);

    /// <summary>Applies a command to a request: one transaction, at most one winner.</summary>
    /// <param name="id">The request.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="ct">Cancels the call.</param>
    ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct);

    /// <summary>Approved requests of a service whose work is to be sent, oldest first.</summary>
    ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    );

    /// <summary>
    /// Requests of a service whose time has come: votes or grant over (pending, approved, released, failed, held), sent before
    /// <paramref name="releasedBefore"/> and not claimed, or with a lease that has run out.
    /// </summary>
    ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    );

    /// <summary>Work of closed requests that is still to be moved, oldest first.</summary>
    ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    );

    /// <summary>Says that the work was moved.</summary>
    ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct);

    /// <summary>Sets work aside.</summary>
    ValueTask DeferAsync(DeferredWork work, CancellationToken ct);

    /// <summary>Work set aside whose time has come, oldest first.</summary>
    ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    );

    /// <summary>Says that the work went back to its queue.</summary>
    ValueTask DeferredDoneAsync(string id, CancellationToken ct);

    /// <summary>What waits, for the limits of a host. Counting ends at the cap, so that it costs the same however much waits.</summary>
    /// <param name="service">The service.</param>
    /// <param name="requester">Whose requests are counted apart.</param>
    /// <param name="cap">Where counting ends; at least 1.</param>
    /// <param name="ct">Cancels the call.</param>
    ValueTask<ApprovalBacklog> BacklogAsync(string service, string requester, int cap, CancellationToken ct) =>
        ValueTask.FromResult(ApprovalBacklog.Empty);

    /// <summary>Closed requests of a service whose parked work is still there, closed before a time, the oldest first; none whose work is still to be moved.</summary>
    ValueTask<IReadOnlyList<ApprovalRequest>> ErasableAsync(
        string service,
        DateTimeOffset closedBefore,
        int limit,
        CancellationToken ct
    ) => ValueTask.FromResult<IReadOnlyList<ApprovalRequest>>([]);

    /// <summary>Notices that somebody still has to be told of; null where the store keeps none.</summary>
    INoticeOutbox? Notices => null;

    /// <summary>Records on their way to a decision log that is elsewhere; null where there are none.</summary>
    IRecordOutbox? Records => null;

    /// <summary>Hears of changes that other processes make; null where nobody tells.</summary>
    IApprovalWake? Wake => null;

    /// <summary>Where signed votes are handed in beside the requests; null where the store has no inbox.</summary>
    IVoteInbox? Votes => null;
}
