using System.Globalization;
using Actra.Audit;
using Actra.Guard;

namespace Actra.Capabilities;

/// <summary>What the decision log is told about an action. Of the payload it learns the digest alone.</summary>
internal static class ActionRecords
{
    public static AuditEntry Of(ExecutionVerdict verdict, CapabilityPolicy policy, string service)
    {
        var action = verdict.Event;
        return new AuditEntry
        {
            Time = verdict.Timestamp,
            Kind = AuditKind.Decision,
            Service = service,
            DecisionId = "dec_" + Guid.CreateVersion7(verdict.Timestamp).ToString("N"),
            WorkKind = "call",
            Endpoint = verdict.Capability,
            Action = action.Action,
            Actor = action.Actor,
            ActorSource = "host",
            Effect = verdict.Decision switch
            {
                ExecutionDecision.Allow => "allow",
                ExecutionDecision.RequireApproval => "require_approval",
                _ => "deny",
            },
            Rule = verdict.Rule,
            Reason = verdict.Reason,
            PolicyHash = policy.Hash,
            ApprovalId = verdict.ApprovalId,
            Detail = verdict.Mode == ExecutionMode.Observe ? "observed" : null,
            Inputs = InputsOf(action),
            Duration = verdict.Duration,
        };
    }

    private static SortedDictionary<string, string> InputsOf(ActionEvent action)
    {
        var inputs = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["event.resource"] = action.Resource,
            ["event.environment"] = action.Environment,
            ["event.risk"] = action.Risk.Level ?? action.Risk.Value.ToString("R", CultureInfo.InvariantCulture),
        };
        foreach (var key in new[] { "session_id", "scope", "tool_name", "risk_level", "framework" })
        {
            if (action.FindText(key) is { } value)
            {
                inputs["metadata." + key] = value;
            }
        }

        if (action.Payload is { } payload)
        {
            inputs["payload.hash"] = WorkDigest.OfJson(["payload"], payload);
        }

        return inputs;
    }
}
