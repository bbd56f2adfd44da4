namespace Actra.MassTransit;

/// <summary>What a fault of the guard says to a requester.</summary>
/// <param name="Code">One of the codes of <c>AdmissionCodes</c>: <c>blocked</c>, <c>approval_pending</c> and so on.</param>
/// <param name="Rule">The rule that decided; null where none did.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="ApprovalId">The approval in question, if any.</param>
/// <param name="PolicyHash">The hash of the policy that decided; null where the work could not be judged.</param>
public sealed record ActraFault(string Code, string? Rule, string? Reason, string? ApprovalId, string? PolicyHash)
{
    internal const string CodeKey = "actra.code";
    internal const string RuleKey = "actra.rule";
    internal const string ReasonKey = "actra.reason";
    internal const string ApprovalKey = "actra.approval_id";
    internal const string PolicyHashKey = "actra.policy_hash";
}
