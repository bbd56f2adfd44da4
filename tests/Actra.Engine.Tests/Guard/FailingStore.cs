using Actra.Approvals;
using Actra.Testing;

namespace Actra.Engine.Tests.Guard;

/// <summary>A store that can be down.</summary>
internal sealed class FailingStore(IApprovalStore kept) : DelegatingApprovalStore
{
    public bool Down { get; set; }

    public int Calls { get; private set; }

    protected override IApprovalStore Inner
    {
        get
        {
            Calls++;
            return Down ? throw new IOException("the store is down") : kept;
        }
    }
}
