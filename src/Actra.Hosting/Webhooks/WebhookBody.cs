using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Actra.Approvals;
using Actra.Model;

namespace Actra.Hosting;

/// <summary>A notice as JSON: <c>type</c>, <c>timestamp</c>, <c>data</c>.</summary>
internal static class WebhookBody
{
    public static byte[] Of(ApprovalNotice notice)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", notice.Event);
            json.WriteString("timestamp", Print(notice.At));
            json.WriteStartObject("data");
            WriteData(json, notice);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteData(Utf8JsonWriter json, ApprovalNotice notice)
    {
        json.WriteString("approval_id", notice.ApprovalId);
        json.WriteString("state", notice.State.ToName());
        json.WriteString("service", notice.Service);
        Optional(json, "tenant", notice.Tenant);
        json.WriteStartObject("work");
        json.WriteString("kind", KindName.Of(notice.Kind));
        json.WriteString("endpoint", notice.Endpoint);
        json.WriteString("id", notice.WorkId);
        json.WriteEndObject();
        json.WriteStartObject("requester");
        json.WriteString("id", notice.Requester.Id);
        json.WriteString("type", notice.Requester.Type);
        Optional(json, "tenant", notice.Requester.Tenant);
        json.WriteBoolean("verified", notice.Requester.Verified);
        json.WriteEndObject();
        json.WriteStartArray("asked");
        foreach (var asked in notice.Asked)
        {
            WriteAsked(json, asked);
        }

        json.WriteEndArray();
        Optional(json, "by", notice.By);
        Optional(json, "comment", notice.Comment);
        json.WriteString("expires_at", Print(notice.ExpiresAt));
        Optional(json, "valid_until", notice.ValidUntil is { } until ? Print(until) : null);
        json.WriteString("shown_digest", notice.ShownDigest);
    }

    private static void WriteAsked(Utf8JsonWriter json, AskedAction asked)
    {
        json.WriteStartObject();
        json.WriteString("action", asked.ActionType);
        Optional(json, "rule", asked.RuleId);
        Optional(json, "reason", asked.Reason);
        json.WriteStartObject("fields");
        foreach (var (name, value) in asked.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("groups");
        foreach (var group in asked.Requirement.Groups)
        {
            WriteGroup(json, group);
        }

        json.WriteEndArray();
        if (asked.Requirement.EscalateTo.Count > 0)
        {
            Names(json, "escalate_to", asked.Requirement.EscalateTo);
        }

        json.WriteBoolean("comment_required", asked.Requirement.CommentRequired);
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, ApprovalGroup group)
    {
        json.WriteStartObject();
        Names(json, "roles", group.Roles);
        json.WriteNumber("count", group.Count);
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string Print(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
