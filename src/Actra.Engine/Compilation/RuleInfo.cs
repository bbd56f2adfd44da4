using Actra.Model;

namespace Actra.Compilation;

/// <summary>A rule of a compiled policy.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Scope">Its scope, as the policy writes it: <c>action: refund</c>.</param>
/// <param name="Effect">Its effect.</param>
/// <param name="Approval">Who must approve; null where the rule does not say.</param>
/// <param name="Line">The line on which the rule starts, from 1.</param>
/// <param name="Column">The column in which it starts, from 1.</param>
public sealed record RuleInfo(
    string Id,
    string Scope,
    Effect Effect,
    ApprovalRequirement? Approval,
    int Line,
    int Column
);
