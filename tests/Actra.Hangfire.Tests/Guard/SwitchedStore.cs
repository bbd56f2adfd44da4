using Actra.Approvals;
using Actra.Testing;

namespace Actra.Hangfire.Tests.Guard;

/// <summary>A store in memory that a test makes refuse new requests, or the renewal of claims.</summary>
internal sealed class SwitchedStore : DelegatingApprovalStore
{
    public bool Fails { get; set; }

    public bool FailsRenewals { get; set; }

    protected override IApprovalStore Inner { get; } = new InMemoryApprovalStore(TimeProvider.System);

    public override ValueTask<ParkResult> ParkAsync(
        NewApproval approval,
        WorkEnvelope? envelope,
        CancellationToken ct
    ) => Fails ? throw new IOException("the store is down") : base.ParkAsync(approval, envelope, ct);

    public override ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct) =>
        FailsRenewals && command is ApprovalCommand.Renew
            ? throw new IOException("the store is down")
            : base.ChangeAsync(id, command, ct);
}
