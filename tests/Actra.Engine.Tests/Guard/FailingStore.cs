using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Engine.Tests.Guard;

/// <summary>A store that can be down.</summary>
internal sealed class FailingStore(IApprovalStore inner) : IApprovalStore
{
    public bool Down { get; set; }

    public int Calls { get; private set; }

    private IApprovalStore Inner
    {
        get
        {
            Calls++;
            return Down ? throw new IOException("the store is down") : inner;
        }
    }

    public ValueTask<string> InitializeAsync(CancellationToken ct) => Inner.InitializeAsync(ct);

    public ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct) =>
        Inner.ParkAsync(approval, envelope, ct);

    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) => Inner.GetAsync(id, ct);

    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) => Inner.FindAsync(workKey, ct);

    public ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct) => Inner.GetEnvelopeAsync(id, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct) =>
        Inner.ListAsync(query, ct);

    public ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        Inner.ChangeAsync(id, command, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Inner.ReleasableAsync(service, kind, limit, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) => Inner.DueAsync(service, releasedBefore, limit, ct);

    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Inner.OutboxAsync(service, kind, limit, ct);

    public ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct) => Inner.OutboxDoneAsync(approvalId, ct);

    public ValueTask DeferAsync(DeferredWork work, CancellationToken ct) => Inner.DeferAsync(work, ct);

    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Inner.DueDeferredAsync(service, kind, limit, ct);

    public ValueTask DeferredDoneAsync(string id, CancellationToken ct) => Inner.DeferredDoneAsync(id, ct);
}
