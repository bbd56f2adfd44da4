using Actra.Approvals;
using Actra.Testing;

namespace Actra.Engine.Tests.Guard;

/// <summary>A store that can be down.</summary>
internal sealed class FailingStore(IApprovalStore kept) : DelegatingApprovalStore
{
    public bool Down { get; set; }

    public int Calls { get; private set; }

    /// <summary>Changes wait for it, where there is one.</summary>
    public Task? Hang { get; set; }

    public override async ValueTask<ApprovalChange> ChangeAsync(
        string id,
        ApprovalCommand command,
        CancellationToken ct
    )
    {
        if (Hang is { } hang)
        {
            await hang;
        }

        return await base.ChangeAsync(id, command, ct);
    }

    protected override IApprovalStore Inner
    {
        get
        {
            Calls++;
            return Down ? throw new IOException("the store is down") : kept;
        }
    }
}
