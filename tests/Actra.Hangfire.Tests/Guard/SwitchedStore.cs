using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Hangfire.Tests.Guard;

/// <summary>A store in memory that a test makes refuse new requests, or the renewal of claims.</summary>
internal sealed class SwitchedStore : IApprovalStore
{
    private readonly InMemoryApprovalStore _inner = new(TimeProvider.System);

    public bool Fails { get; set; }

    public bool FailsRenewals { get; set; }

    public ValueTask<string> InitializeAsync(CancellationToken ct) => _inner.InitializeAsync(ct);

    public ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct) =>
        Fails ? throw new IOException("the store is down") : _inner.ParkAsync(approval, envelope, ct);

    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) => _inner.GetAsync(id, ct);

    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) => _inner.FindAsync(workKey, ct);

    public ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct) =>
        _inner.GetEnvelopeAsync(id, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct) =>
        _inner.ListAsync(query, ct);

    public ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        FailsRenewals && command is ApprovalCommand.Renew
            ? throw new IOException("the store is down")
            : _inner.ChangeAsync(id, command, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => _inner.ReleasableAsync(service, kind, limit, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) => _inner.DueAsync(service, releasedBefore, limit, ct);

    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => _inner.OutboxAsync(service, kind, limit, ct);

    public ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct) => _inner.OutboxDoneAsync(approvalId, ct);

    public ValueTask DeferAsync(DeferredWork work, CancellationToken ct) => _inner.DeferAsync(work, ct);

    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => _inner.DueDeferredAsync(service, kind, limit, ct);

    public ValueTask DeferredDoneAsync(string id, CancellationToken ct) => _inner.DeferredDoneAsync(id, ct);
}
