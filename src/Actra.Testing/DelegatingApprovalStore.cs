using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Testing;

/// <summary>Hands every call to another store: the base of test doubles that fail, watch or wait at one place.</summary>
public abstract class DelegatingApprovalStore : IApprovalStore
{
    /// <summary>The store that answers. Asked at every call: a double that is "down" throws here.</summary>
    protected abstract IApprovalStore Inner { get; }

    /// <inheritdoc />
    public virtual IVoteInbox? Votes => Inner.Votes;

    /// <inheritdoc />
    public virtual INoticeOutbox? Notices => Inner.Notices;

    /// <inheritdoc />
    public virtual IRecordOutbox? Records => Inner.Records;

    /// <inheritdoc />
    public virtual IApprovalWake? Wake => Inner.Wake;

    /// <inheritdoc />
    public virtual ValueTask<ApprovalBacklog> BacklogAsync(
        string service,
        string requester,
        int cap,
        CancellationToken ct
    ) => Inner.BacklogAsync(service, requester, cap, ct);

    /// <inheritdoc />
    public virtual ValueTask<IReadOnlyList<ApprovalRequest>> ErasableAsync(
        string service,
        DateTimeOffset closedBefore,
        int limit,
        CancellationToken ct
    ) => Inner.ErasableAsync(service, closedBefore, limit, ct);

    /// <inheritdoc />
    public virtual ValueTask<string> InitializeAsync(CancellationToken ct) => Inner.InitializeAsync(ct);

    /// <inheritdoc />
    public virtual ValueTask<ParkResult> ParkAsync(
        NewApproval approval,
        WorkEnvelope? envelope,
        CancellationToken ct
    ) => Inner.ParkAsync(approval, envelope, ct);

    /// <inheritdoc />
    public virtual ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) => Inner.GetAsync(id, ct);

    /// <inheritdoc />
    public virtual ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        Inner.FindAsync(workKey, ct);

    /// <inheritdoc />
    public virtual ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct) =>
        Inner.GetEnvelopeAsync(id, ct);

    /// <inheritdoc />
    public virtual ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct) =>
        Inner.ListAsync(query, ct);

    /// <inheritdoc />
    public virtual ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        Inner.ChangeAsync(id, command, ct);

    /// <inheritdoc />
    public virtual ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Inner.ReleasableAsync(service, kind, limit, ct);

    /// <inheritdoc />
    public virtual ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) => Inner.DueAsync(service, releasedBefore, limit, ct);

    /// <inheritdoc />
    public virtual ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Inner.OutboxAsync(service, kind, limit, ct);

    /// <inheritdoc />
    public virtual ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct) =>
        Inner.OutboxDoneAsync(approvalId, ct);

    /// <inheritdoc />
    public virtual ValueTask DeferAsync(DeferredWork work, CancellationToken ct) => Inner.DeferAsync(work, ct);

    /// <inheritdoc />
    public virtual ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Inner.DueDeferredAsync(service, kind, limit, ct);

    /// <inheritdoc />
    public virtual ValueTask DeferredDoneAsync(string id, CancellationToken ct) => Inner.DeferredDoneAsync(id, ct);
}
