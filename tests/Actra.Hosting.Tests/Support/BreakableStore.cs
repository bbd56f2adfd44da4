using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Hosting.Tests;

/// <summary>A store that can be taken away.</summary>
internal sealed class BreakableStore(TimeProvider clock) : IApprovalStore
{
    private readonly InMemoryApprovalStore _kept = new(clock);

    public string? Problem { get; set; }

    /// <summary>Set: only the list of what is due fails.</summary>
    public string? TimersProblem { get; init; }

    /// <summary>Runs once, between the list of what can be released and its use.</summary>
    public Func<Task>? Meanwhile { get; set; }

    private InMemoryApprovalStore Store => Problem is null ? _kept : throw new IOException(Problem);

    public ValueTask<string> InitializeAsync(CancellationToken ct) => Store.InitializeAsync(ct);

    public ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct) =>
        Store.ParkAsync(approval, envelope, ct);

    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) => Store.GetAsync(id, ct);

    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) => Store.FindAsync(workKey, ct);

    public ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct) => Store.GetEnvelopeAsync(id, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct) =>
        Store.ListAsync(query, ct);

    public ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        Store.ChangeAsync(id, command, ct);

    public async ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    )
    {
        var found = await Store.ReleasableAsync(service, kind, limit, ct);
        if (found.Count > 0 && Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        return found;
    }

    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) =>
        TimersProblem is null
            ? Store.DueAsync(service, releasedBefore, limit, ct)
            : throw new IOException(TimersProblem);

    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Store.OutboxAsync(service, kind, limit, ct);

    public ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct) => Store.OutboxDoneAsync(approvalId, ct);

    public ValueTask DeferAsync(DeferredWork work, CancellationToken ct) => Store.DeferAsync(work, ct);

    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Store.DueDeferredAsync(service, kind, limit, ct);

    public ValueTask DeferredDoneAsync(string id, CancellationToken ct) => Store.DeferredDoneAsync(id, ct);
}
