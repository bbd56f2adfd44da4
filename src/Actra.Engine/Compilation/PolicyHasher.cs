using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Actra.Language;
using Actra.Model;

namespace Actra.Compilation;

/// <summary>
/// The identity of a policy: SHA-256 over a canonical JSON of what it means. Actions and fields are sorted by name; rules keep their order, which has
/// a meaning. Descriptions, positions and the way of writing do not count.
/// </summary>
internal static class PolicyHasher
{
    private const string Format = "actra-policy-1";

    public static string Hash(PolicySchema schema, PolicySyntax policy, GovernanceSyntax? governance, bool compatible)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteBoolean("compatible", compatible);
            json.WritePropertyName("schema");
            WriteSchema(json, schema);
            json.WriteString("default", policy.Default.ToName());
            json.WriteStartArray("rules");
            foreach (var rule in policy.Rules)
            {
                WriteRule(json, rule);
            }

            json.WriteEndArray();
            json.WriteStartArray("governance");
            foreach (var rule in governance?.Rules ?? [])
            {
                WriteGovernance(json, rule);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void WriteSchema(Utf8JsonWriter json, PolicySchema schema)
    {
        json.WriteStartObject();
        json.WriteStartObject("actions");
        foreach (var action in schema.Actions.Values.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            WriteFields(json, action.Name, action.Fields);
        }

        json.WriteEndObject();
        WriteFields(json, "actor", schema.Actor);
        WriteFields(json, "snapshot", schema.Snapshot);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, FieldSchema> fields)
    {
        json.WriteStartObject(name);
        foreach (var field in fields.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            json.WriteStartArray(field.Name);
            json.WriteStringValue(field.Type.ToName());
            WriteValue(json, field.Default);
            json.WriteBooleanValue(field.Sensitive);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, RuleSyntax rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("scope", rule.Scope!.Kind.ToString());
        json.WriteString("of", rule.Scope.Name);
        if (rule.When is not null)
        {
            json.WritePropertyName("when");
            WriteCondition(json, rule.When);
        }

        json.WriteString("effect", rule.Effect!.Value.ToName());
        if (rule.Reason is not null)
        {
            json.WriteStartArray("reason");
            foreach (var part in rule.Reason.Parts)
            {
                json.WriteStringValue(part.Field is { } field ? "field " + field : "text " + part.Text);
            }

            json.WriteEndArray();
        }

        if (rule.Approval is not null)
        {
            WriteApproval(json, rule.Approval);
        }

        json.WriteEndObject();
    }

    private static void WriteCondition(Utf8JsonWriter json, ConditionSyntax condition)
    {
        json.WriteStartArray();
        switch (condition)
        {
            case GroupSyntax group:
                json.WriteStringValue(group.All ? "all" : "any");
                foreach (var item in group.Items)
                {
                    WriteCondition(json, item);
                }

                break;
            case AtomSyntax atom:
                json.WriteStringValue(atom.Operator);
                WriteSubject(json, atom.Left);
                if (atom.Right is FieldOperandSyntax other)
                {
                    WriteSubject(json, other.Subject);
                }
                else
                {
                    WriteValue(json, ((LiteralSyntax)atom.Right).Value);
                }

                break;
        }

        json.WriteEndArray();
    }

    private static void WriteSubject(Utf8JsonWriter json, SubjectSyntax subject)
    {
        json.WriteStartObject();
        json.WriteString(subject.Domain, subject.Field);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, FieldValue value)
    {
        // Zero has one form here: policies do not tell -0 from 0.
        var text = value.Type == FieldType.Number && value.AsNumber == 0 ? "0" : value.ToString();
        json.WriteStringValue($"{value.Type.ToName()} {text}");
    }

    private static void WriteApproval(Utf8JsonWriter json, ApprovalRequirement approval)
    {
        json.WriteStartObject("approval");
        json.WriteStartArray("groups");
        foreach (var group in approval.Groups)
        {
            json.WriteStartArray();
            json.WriteNumberValue(group.Count);
            foreach (var role in group.Roles)
            {
                json.WriteStringValue(role);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("deny_threshold", approval.DenyThreshold);
        json.WriteBoolean("allow_self", approval.AllowSelf);
        json.WriteBoolean("allow_unverified", approval.AllowUnverified);
        json.WriteString("expires", Ticks(approval.Expires));
        json.WriteString("valid_for", Ticks(approval.ValidFor));
        json.WriteString("escalate_after", Ticks(approval.EscalateAfter));
        WriteTexts(json, "escalate_to", approval.EscalateTo);
        json.WriteBoolean("comment_required", approval.CommentRequired);
        json.WriteString("on_lost_lease", approval.OnLostLease.ToString());
        WriteTexts(json, "break_glass", approval.BreakGlass);
        json.WriteEndObject();
    }

    private static void WriteGovernance(Utf8JsonWriter json, GovernanceRuleSyntax rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        if (rule.AppliesTo is not null)
        {
            WriteTexts(json, "applies_to", rule.AppliesTo);
        }

        json.WriteStartArray("where");
        foreach (
            var text in (string?[])
                [
                    rule.Where.Id,
                    rule.Where.Effect,
                    rule.Where.Global?.ToString(),
                    rule.Where.Action,
                    rule.Where.SubjectDomain,
                    rule.Where.SubjectField,
                ]
        )
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
        json.WriteStartArray("must");
        json.WriteStringValue(rule.Must.Exists?.ToString());
        json.WriteStringValue(rule.Must.MinCount?.ToString(CultureInfo.InvariantCulture));
        json.WriteStringValue(rule.Must.MaxCount?.ToString(CultureInfo.InvariantCulture));
        json.WriteStringValue(rule.Must.Forbid?.ToString());
        json.WriteEndArray();
        if (rule.Must.AllowedFields is not null)
        {
            WriteTexts(json, "allowed_fields", rule.Must.AllowedFields);
        }

        json.WriteString("error", rule.Error);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string? Ticks(TimeSpan? length) => length?.Ticks.ToString(CultureInfo.InvariantCulture);
}
