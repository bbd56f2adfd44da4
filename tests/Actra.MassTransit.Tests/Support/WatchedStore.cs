using Actra.Approvals;
using Actra.Testing;

namespace Actra.MassTransit.Tests;

/// <summary>A store that tells what happens in it, and that can be taken away.</summary>
internal sealed class WatchedStore(TimeProvider clock) : DelegatingApprovalStore
{
    private readonly InMemoryApprovalStore _kept = new(clock);

    public bool Broken { get; set; }

    public bool RefuseParking { get; set; }

    public Mailbox<ApprovalRequest> Parked { get; } = new();

    public Mailbox<DeferredWork> Deferred { get; } = new();

    public Mailbox<ApprovalRequest> Ended { get; } = new();

    public Mailbox<string> Moved { get; } = new();

    public Mailbox<bool> Refused { get; } = new();

    protected override IApprovalStore Inner
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

    public override async ValueTask<ParkResult> ParkAsync(
        NewApproval approval,
        WorkEnvelope? envelope,
        CancellationToken ct
    )
    {
        if (RefuseParking)
        {
            Refused.Add(true);
            throw new IOException("the store is full");
        }

        var result = await base.ParkAsync(approval, envelope, ct);
        Parked.Add(result.Request);
        return result;
    }

    public override async ValueTask<ApprovalChange> ChangeAsync(
        string id,
        ApprovalCommand command,
        CancellationToken ct
    )
    {
        var change = await base.ChangeAsync(id, command, ct);
        if (
            change is { Succeeded: true, Request: { } request }
            && command is ApprovalCommand.Complete or ApprovalCommand.Fail or ApprovalCommand.PutBack
        )
        {
            Ended.Add(request);
        }

        return change;
    }

    public override async ValueTask OutboxDoneAsync(string approvalId, CancellationToken ct)
    {
        await base.OutboxDoneAsync(approvalId, ct);
        Moved.Add(approvalId);
    }

    public override async ValueTask DeferAsync(DeferredWork work, CancellationToken ct)
    {
        await base.DeferAsync(work, ct);
        Deferred.Add(work);
    }
}
