using Actra.Approvals;
using Actra.Resolution;

namespace Actra.MassTransit.Tests;

/// <summary>A store that tells what happens in it, and that can be taken away.</summary>
internal sealed class WatchedStore(TimeProvider clock) : IApprovalStore
{
    private readonly InMemoryApprovalStore _kept = new(clock);

    public bool Broken { get; set; }

    public bool RefuseParking { get; set; }

    public Mailbox<ApprovalRequest> Parked { get; } = new();

    public Mailbox<DeferredWork> Deferred { get; } = new();

    public Mailbox<ApprovalRequest> Ended { get; } = new();

    public Mailbox<string> Moved { get; } = new();

    public Mailbox<bool> Refused { get; } = new();

    private InMemoryApprovalStore Store
    {
        get
        {
            if (!Broken)
            {
                return _kept;
            }

            Refused.Add(true);
            throw new IOException("the store is away");
        }
    }

    public ValueTask<string> InitializeAsync(CancellationToken ct) => Store.InitializeAsync(ct);

    public async ValueTask<ParkResult> ParkAsync(NewApproval approval, WorkEnvelope? envelope, CancellationToken ct)
    {
        if (RefuseParking)
        {
            Refused.Add(true);
            throw new IOException("the store is full");
        }

        var result = await Store.ParkAsync(approval, envelope, ct);
        Parked.Add(result.Request);
        return result;
    }

    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) => Store.GetAsync(id, ct);

    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) => Store.FindAsync(workKey, ct);

    public ValueTask<WorkEnvelope?> GetEnvelopeAsync(string id, CancellationToken ct) => Store.GetEnvelopeAsync(id, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery query, CancellationToken ct) =>
        Store.ListAsync(query, ct);

    public async ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct)
    {
        var change = await Store.ChangeAsync(id, command, ct);
        if (
            change is { Succeeded: true, Request: { } request }
            && command is ApprovalCommand.Complete or ApprovalCommand.Fail or ApprovalCommand.PutBack
        )
        {
            Ended.Add(request);
        }

        return change;
    }

    public ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Store.ReleasableAsync(service, kind, limit, ct);

    public ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) => Store.DueAsync(service, releasedBefore, limit, ct);

    public ValueTask<IReadOnlyList<ApprovalOutboxEntry>> OutboxAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Store.OutboxAsync(service, kind, limit, ct);

    public async ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct)
    {
        await Store.OutboxDoneAsync(approvalId, ct);
        Moved.Add(approvalId);
    }

    public async ValueTask DeferAsync(DeferredWork work, CancellationToken ct)
    {
        await Store.DeferAsync(work, ct);
        Deferred.Add(work);
    }

    public ValueTask<IReadOnlyList<DeferredWork>> DueDeferredAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    ) => Store.DueDeferredAsync(service, kind, limit, ct);

    public ValueTask DeferredDoneAsync(string id, CancellationToken ct) => Store.DeferredDoneAsync(id, ct);
}
