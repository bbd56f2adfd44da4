using Actra.Model;

namespace Actra.Approvals;

/// <summary>One action for which approval is asked.</summary>
/// <param name="ActionType">The action's name.</param>
/// <param name="RuleId">The rule that asks; null where the policy's default does.</param>
/// <param name="Reason">Why, in words, sensitive values masked.</param>
/// <param name="Requirement">What has to happen; defaults of the host filled in.</param>
/// <param name="Fields">The fields that an approver is shown: declared ones, sensitive values masked.</param>
public sealed record AskedAction(
    string ActionType,
    string? RuleId,
    string? Reason,
    ApprovalRequirement Requirement,
    IReadOnlyDictionary<string, string> Fields
);
