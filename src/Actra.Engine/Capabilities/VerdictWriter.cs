namespace Actra.Capabilities;

/// <summary>Puts answers into the words of verdicts.</summary>
internal static class VerdictWriter
{
    public static ExecutionVerdict Write(
        ActionEvent action,
        ActionFacts facts,
        PolicyAnswer answer,
        ActionRuntimeOptions options
    )
    {
        // The caller's own wish for approval makes an answer stricter, and never more than that: what nothing permits, nobody is asked about.
        var wished = action.Find("require_approval") is { ValueKind: System.Text.Json.JsonValueKind.True };
        var (decision, reason) = answer.Verdict switch
        {
            RuleVerdict.Allow or RuleVerdict.Warn when wished => (
                ExecutionDecision.RequireApproval,
                ExecutionReasons.ApprovalRequired
            ),
            RuleVerdict.Allow => (ExecutionDecision.Allow, ExecutionReasons.PolicyAllow),
            RuleVerdict.Warn => (ExecutionDecision.Allow, ExecutionReasons.PolicyWarn),
            RuleVerdict.RequireApproval => (ExecutionDecision.RequireApproval, ExecutionReasons.ApprovalRequired),
            RuleVerdict.Deny => (ExecutionDecision.Deny, ExecutionReasons.PolicyDeny),
            _ => (ExecutionDecision.Deny, ExecutionReasons.DefaultDeny),
        };
        return new ExecutionVerdict
        {
            Authorized = false,
            Decision = decision,
            Reason = reason,
            Event = action,
            Timestamp = options.Clock.GetUtcNow(),
            Capability = facts.CapabilityText,
            Mode = options.Mode,
            Rule = answer.Rule,
            StricterBecauseOf =
                answer.Care
                ?? (
                    wished && answer.Verdict is null or (RuleVerdict.Allow or RuleVerdict.Warn)
                        ? "require_approval"
                        : null
                ),
        };
    }

    public static ExecutionVerdict Standing(ExecutionVerdict verdict, ApprovalAnswer answer) =>
        answer switch
        {
            (ApprovalStanding.Approved, var id) => verdict with
            {
                Decision = ExecutionDecision.Allow,
                Reason = ExecutionReasons.Approved,
                ApprovalId = id,
            },
            (ApprovalStanding.Waiting, var id) => verdict with
            {
                Reason = $"{ExecutionReasons.ApprovalRequired}:{id}",
                ApprovalId = id,
            },
            (ApprovalStanding.Denied, var id) => verdict with
            {
                Decision = ExecutionDecision.Deny,
                Reason = $"{ExecutionReasons.ApprovalDenied}:{id}",
                ApprovalId = id,
            },
            (_, var why) => verdict with { Decision = ExecutionDecision.Deny, Reason = why },
        };

    /// <summary>Says whether the action may run.</summary>
    public static ExecutionVerdict Finish(ExecutionVerdict verdict)
    {
        var allowed = verdict.Decision == ExecutionDecision.Allow;
        if (verdict.Mode == ExecutionMode.Enforce)
        {
            return verdict with { Authorized = allowed };
        }

        // Nobody was asked, so there is no id to name.
        var reason = verdict.Decision == ExecutionDecision.RequireApproval ? verdict.Reason + ":none" : verdict.Reason;
        return verdict with
        {
            Authorized = true,
            Reason = (allowed ? ExecutionReasons.ObservedAllow : ExecutionReasons.ObservedBlock) + reason,
        };
    }
}
