using Actra.Hangfire;
using Actra.Model;
using Hangfire.Server;

namespace Hangfire;

/// <summary>What a job can know of the decision that let it run.</summary>
public static class ActraPerformContextExtensions
{
    /// <summary>The decision that let this job run; null where none was needed.</summary>
    public static Decision? GetActraDecision(this PerformContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return BackstopFilter.RunOf(context)?.Admission.Decision;
    }

    /// <summary>The id of the approval that let this job run; null where none was needed.</summary>
    public static string? GetActraApprovalId(this PerformContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return BackstopFilter.RunOf(context)?.Admission.ApprovalId;
    }
}
