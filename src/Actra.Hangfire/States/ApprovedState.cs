using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>A parked job goes back to its queue because its approval was decided. It names the approval; the store says whether it may run.</summary>
internal sealed class ApprovedState : EnqueuedState, IState
{
    public ApprovedState(string queue, string approvalId)
        : base(queue)
    {
        ApprovalId = approvalId;
        Reason = $"Approved: {approvalId}";
    }

    public string ApprovalId { get; }

    Dictionary<string, string> IState.SerializeData()
    {
        var data = SerializeData();
        data["Actra.ApprovalId"] = ApprovalId;
        return data;
    }
}
