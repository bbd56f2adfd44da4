using System.Text.Json;
using Actra.Model;

namespace Actra.Cli;

/// <summary>A decision: <c>{"effect", "kind", "action", "rule", "reason", "policy_hash", "approval", "problems"}</c>.</summary>
internal static class DecisionJson
{
    public static void Write(Utf8JsonWriter writer, Decision decision)
    {
        writer.WriteStartObject();
        writer.WriteString("effect", decision.Effect.ToName());
        writer.WriteString("kind", Name(decision.Kind));
        writer.WriteString("action", decision.ActionType);
        writer.WriteString("rule", decision.RuleId);
        writer.WriteString("reason", decision.Reason);
        writer.WriteString("policy_hash", decision.PolicyHash);
        WriteApproval(writer, decision.Approval);
        writer.WriteStartArray("problems");
        foreach (var problem in decision.Problems)
        {
            writer.WriteStartObject();
            writer.WriteString("code", problem.Code);
            writer.WriteString("field", problem.Field?.ToString());
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static string Name(DecisionKind kind) =>
        kind switch
        {
            DecisionKind.Rule => "rule",
            DecisionKind.Default => "default",
            _ => "input_error",
        };

    private static void WriteApproval(Utf8JsonWriter writer, ApprovalRequirement? approval)
    {
        if (approval is null)
        {
            writer.WriteNull("approval");
            return;
        }

        writer.WriteStartObject("approval");
        writer.WriteStartArray("groups");
        foreach (var group in approval.Groups)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("roles");
            foreach (var role in group.Roles)
            {
                writer.WriteStringValue(role);
            }

            writer.WriteEndArray();
            writer.WriteNumber("count", group.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("expires", approval.Expires is { } expires ? Durations.Print(expires) : null);
        writer.WriteString("valid_for", approval.ValidFor is { } validFor ? Durations.Print(validFor) : null);
        writer.WriteEndObject();
    }
}
