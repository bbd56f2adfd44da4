using Actra.Approvals;
using Actra.Model;

namespace Actra.Cli.Approvals;

/// <summary>A request as an approver must see it: all that <see cref="ApprovalRequest.ShownDigest"/> covers, and what became of it so far.</summary>
internal static class RequestText
{
    /// <summary>One line for lists.</summary>
    public static string Line(ApprovalRequest request)
    {
        string[] parts =
        [
            request.Id,
            request.State.ToName(),
            Actions(request),
            $"by {Who(request)}{(request.Tenant is { } tenant ? $" of {tenant}" : "")}",
            $"{request.Work.Service}/{request.Work.Endpoint}",
            .. Until(request),
        ];
        return string.Join("  ", parts.Select(Plain.Text));
    }

    public static string Actions(ApprovalRequest request) =>
        string.Join(", ", request.Asked.Select(asked => asked.ActionType));

    public static string Who(ApprovalRequest request) =>
        request.Requester.Id.Length > 0 ? request.Requester.Id : "nobody known";

    private static string[] Until(ApprovalRequest request) =>
        ApprovalMachine.DueAt(request) is not { } until ? []
        : request.State == ApprovalState.Pending ? [$"votes until {Plain.Time(until)}"]
        : [$"until {Plain.Time(until)}"];

    public static IEnumerable<string> Lines(ApprovalRequest request, IReadOnlyList<InboxVote> inbox)
    {
        var work = request.Work;
        yield return $"{request.Id}  {request.State.ToName()}";
        yield return Pair(
            "work",
            $"{work.Kind.ToString().ToLowerInvariant()} {work.WorkId} on {work.Endpoint} of {work.Service}"
        );
        yield return Pair("digest", work.Digest);
        yield return Pair("requester", Requester(request));
        if (request.Tenant is { } tenant)
        {
            yield return Pair("tenant", tenant);
        }

        yield return Pair("parked", $"{Plain.Time(request.CreatedAt)}; votes until {Plain.Time(request.ExpiresAt)}");
        yield return Pair("policy", request.PolicyHash);
        if (request.Supersedes is { } old)
        {
            yield return Pair("replaces", old);
        }

        if (request.StateReason is { } reason)
        {
            yield return Pair("because", reason);
        }

        if (request.EscalatedAt is { } escalated)
        {
            yield return Pair("escalated", Plain.Time(escalated));
        }

        if (request is { ApprovedAt: { } approved, ValidUntil: { } until })
        {
            yield return Pair("approved", $"{Plain.Time(approved)}; the grant ends {Plain.Time(until)}");
        }

        if (request.LeaseUntil is { } lease)
        {
            yield return Pair("runs", $"at {request.LeaseOwner} until {Plain.Time(lease)}");
        }

        if (request.ErasedAt is { } erased)
        {
            yield return Pair("erased", Plain.Time(erased));
        }

        foreach (var line in request.Asked.SelectMany(Asked))
        {
            yield return line;
        }

        foreach (var vote in request.Votes)
        {
            yield return Pair("vote", Vote(vote));
        }

        foreach (var item in inbox)
        {
            yield return Pair("inbox", Inbox(item));
        }

        yield return Pair("shown", request.ShownDigest);
    }

    private static IEnumerable<string> Asked(AskedAction asked)
    {
        yield return Pair("action", asked.ActionType);
        yield return Pair("  rule", asked.RuleId ?? "the policy's default");
        if (asked.Reason is { } reason)
        {
            yield return Pair("  reason", reason);
        }

        foreach (var (name, value) in asked.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            yield return Pair("  field", $"{name}: {value}");
        }

        yield return Pair("  needs", Needs(asked.Requirement));
    }

    private static string Needs(ApprovalRequirement requirement)
    {
        var groups = requirement.Groups.Select(group =>
            $"{Plain.Number(group.Count)} of {string.Join(" or ", group.Roles)}"
        );
        return string.Join(" and ", groups)
            + $"; {Plain.Number(requirement.DenyThreshold)} against denies"
            + (requirement.CommentRequired ? "; a comment" : "")
            + (requirement.AllowSelf ? "; the requester may vote" : "")
            + (
                requirement is { EscalateAfter: { } after, EscalateTo.Count: > 0 }
                    ? $"; after {Durations.Print(after)} also {string.Join(" or ", requirement.EscalateTo)}"
                    : ""
            )
            + (
                requirement.BreakGlass.Count > 0
                    ? $"; alone in an emergency {string.Join(" or ", requirement.BreakGlass)}"
                    : ""
            );
    }

    private static string Requester(ApprovalRequest request)
    {
        var by = request.Requester;
        var tenant = by.Tenant is { } of ? $" of {of}" : "";
        var proof = by.Verified ? "verified" : "NOT verified";
        return $"{Who(request)} ({by.Type}{tenant}), {proof}: {by.Source.ToString().ToLowerInvariant()}";
    }

    private static string Vote(ApprovalVote vote) =>
        $"{vote.ApproverId} ({string.Join(", ", vote.Roles)}) {For(vote)} at {Plain.Time(vote.At)}{Comment(vote.Comment)}";

    private static string For(ApprovalVote vote) =>
        vote.BreakGlass ? "for, in an emergency"
        : vote.Approve ? "for"
        : "against";

    private static string Inbox(InboxVote item)
    {
        var vote =
            item.Vote is { } read && read.Act.IsKnown()
                ? $"{read.ApproverId}: {read.Act.ToName()}, signed with {read.KeyId} at {Plain.Time(read.At)}{Comment(read.Comment)}"
                : "something that is no vote";
        return item.Answer is { } answer
            ? $"{vote}; {(answer.Counted ? "counted" : "refused")}: {answer.Message}"
            : $"{vote}; no host has answered yet";
    }

    private static string Comment(string? comment) => string.IsNullOrEmpty(comment) ? "" : $": \"{comment}\"";

    private static string Pair(string name, string text) => $"  {name, -11}{Plain.Text(text)}";
}
