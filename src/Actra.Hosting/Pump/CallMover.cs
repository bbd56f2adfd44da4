using Actra.Approvals;
using Actra.Guard;
using Actra.Resolution;

namespace Actra.Hosting;

/// <summary>Calls in the host's own process are nowhere to be moved from: their caller asks again, and is told.</summary>
internal sealed class CallMover : IWorkMover
{
    public WorkKind Kind => WorkKind.Call;

    public bool IsReady => true;

    public ValueTask ReleaseAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct) => default;

    public ValueTask RejectAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct) => default;

    public ValueTask ReturnAsync(DeferredWork work, CancellationToken ct) => default;
}
