using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Guard;

/// <summary>Moves parked work of one kind; written by an adapter, called by the release pump. Each method may be called again for the same work after a crash.</summary>
public interface IWorkMover
{
    /// <summary>The kind of work it moves.</summary>
    WorkKind Kind { get; }

    /// <summary>False until the adapter can move anything, for example before the bus has started.</summary>
    bool IsReady { get; }

    /// <summary>Sends approved work to its own queue. An exception means that it was not sent: the pump tries again.</summary>
    ValueTask ReleaseAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct);

    /// <summary>Moves work of a closed request to the fault queue, or its job to a failed state. An exception means that it was not moved.</summary>
    ValueTask RejectAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct);

    /// <summary>Sends work that was set aside back to its own queue. An exception means that it was not sent.</summary>
    ValueTask ReturnAsync(DeferredWork work, CancellationToken ct);
}
