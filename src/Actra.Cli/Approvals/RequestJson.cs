using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actra.Approvals;
using Actra.Model;

namespace Actra.Cli.Approvals;

/// <summary>A request as JSON. What is not there is null or left out of lists; text beyond ASCII is escaped, so that it moves nothing on a terminal.</summary>
internal static class RequestJson
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.Default };

    public static string Line(ApprovalRequest request)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
        {
            Write(writer, request);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <param name="writer">Takes it.</param>
    /// <param name="request">The request.</param>
    /// <param name="inbox">What was handed in for it; null where that is not wanted.</param>
    public static void Write(Utf8JsonWriter writer, ApprovalRequest request, IReadOnlyList<InboxVote>? inbox = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id", request.Id);
        writer.WriteString("state", request.State.ToName());
        writer.WriteString("state_reason", request.StateReason);
        writer.WriteString("service", request.Work.Service);
        writer.WriteString("kind", request.Work.Kind.ToString().ToLowerInvariant());
        writer.WriteString("endpoint", request.Work.Endpoint);
        writer.WriteString("work_id", request.Work.WorkId);
        writer.WriteString("digest", request.Work.Digest);
        writer.WriteNumber("generation", request.Generation);
        writer.WriteString("tenant", request.Tenant);
        WriteRequester(writer, request);
        writer.WriteString("policy_hash", request.PolicyHash);
        writer.WriteString("supersedes", request.Supersedes);
        writer.WriteString("trace_id", request.TraceId);
        writer.WriteString("created_at", Plain.Time(request.CreatedAt));
        writer.WriteString("expires_at", Plain.Time(request.ExpiresAt));
        writer.WriteString("changed_at", Plain.Time(request.ChangedAt));
        Time(writer, "escalated_at", request.EscalatedAt);
        Time(writer, "approved_at", request.ApprovedAt);
        Time(writer, "valid_until", request.ValidUntil);
        Time(writer, "released_at", request.ReleasedAt);
        Time(writer, "lease_until", request.LeaseUntil);
        Time(writer, "erased_at", request.ErasedAt);
        writer.WriteNumber("version", request.Version);
        writer.WriteBoolean("sealed", request.Seal is not null);
        List(writer, "asked", request.Asked, WriteAsked);
        List(writer, "votes", request.Votes, WriteVote);
        if (inbox is not null)
        {
            List(writer, "inbox", inbox, WriteInbox);
        }

        writer.WriteString("shown", request.ShownDigest);
        writer.WriteEndObject();
    }

    private static void WriteRequester(Utf8JsonWriter writer, ApprovalRequest request)
    {
        writer.WriteStartObject("requester");
        writer.WriteString("id", request.Requester.Id);
        writer.WriteString("type", request.Requester.Type);
        writer.WriteString("tenant", request.Requester.Tenant);
        writer.WriteBoolean("verified", request.Requester.Verified);
        writer.WriteString("source", request.Requester.Source.ToString().ToLowerInvariant());
        writer.WriteEndObject();
    }

    private static void WriteAsked(Utf8JsonWriter writer, AskedAction asked)
    {
        writer.WriteString("action", asked.ActionType);
        writer.WriteString("rule", asked.RuleId);
        writer.WriteString("reason", asked.Reason);
        writer.WriteStartObject("fields");
        foreach (var (name, value) in asked.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        WriteRequirement(writer, asked.Requirement);
    }

    private static void WriteRequirement(Utf8JsonWriter writer, ApprovalRequirement requirement)
    {
        List(
            writer,
            "groups",
            requirement.Groups,
            (to, group) =>
            {
                Texts(to, "roles", group.Roles);
                to.WriteNumber("count", group.Count);
            }
        );
        writer.WriteNumber("deny_threshold", requirement.DenyThreshold);
        writer.WriteBoolean("comment_required", requirement.CommentRequired);
        writer.WriteBoolean("allow_self", requirement.AllowSelf);
        writer.WriteString("escalate_after", requirement.EscalateAfter is { } after ? Durations.Print(after) : null);
        Texts(writer, "escalate_to", requirement.EscalateTo);
        Texts(writer, "break_glass", requirement.BreakGlass);
    }

    private static void WriteVote(Utf8JsonWriter writer, ApprovalVote vote)
    {
        writer.WriteString("by", vote.ApproverId);
        writer.WriteString(
            "act",
            (
                vote.BreakGlass ? VoteAct.BreakGlass
                : vote.Approve ? VoteAct.Approve
                : VoteAct.Deny
            ).ToName()
        );
        Texts(writer, "roles", vote.Roles);
        writer.WriteString("comment", vote.Comment);
        writer.WriteString("at", Plain.Time(vote.At));
    }

    private static void WriteInbox(Utf8JsonWriter writer, InboxVote item)
    {
        writer.WriteString("id", item.Id);
        writer.WriteString("by", item.Vote?.ApproverId);
        writer.WriteString("act", item.Vote is { } vote && vote.Act.IsKnown() ? vote.Act.ToName() : null);
        writer.WriteString("key", item.Vote?.KeyId);
        writer.WriteString("comment", item.Vote?.Comment);
        Time(writer, "signed_at", item.Vote?.At);
        writer.WriteString("posted_at", Plain.Time(item.PostedAt));
        writer.WriteString("result", ActResult.Name(item.Answer));
        writer.WriteString("message", item.Answer?.Message);
        Time(writer, "answered_at", item.Answer?.At);
    }

    private static void List<T>(
        Utf8JsonWriter writer,
        string name,
        IEnumerable<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Time(Utf8JsonWriter writer, string name, DateTimeOffset? time) =>
        writer.WriteString(name, time is { } at ? Plain.Time(at) : null);
}
