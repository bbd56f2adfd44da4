using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>A parked job: it waits for people, holds no worker and never expires.</summary>
internal sealed class AwaitingApprovalState(string approvalId, string queue, Refusal why, string? recurringJobId)
    : IRefusal
{
    public const string StateName = "AwaitingApproval";

    private readonly DateTime _parkedAt = DateTime.UtcNow;

    public string ApprovalId => approvalId;

    public string? RecurringJobId => recurringJobId;

    public string Name => StateName;

    public string Reason => why.Reason;

    public bool IsFinal => false;

    public bool IgnoreJobLoadException => false;

    public Dictionary<string, string> SerializeData()
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ParkedAt"] = JobHelper.SerializeDateTime(_parkedAt),
            ["Queue"] = queue,
        };
        why.AddTo(data);
        data["Actra.ApprovalId"] = approvalId;
        return data;
    }
}
