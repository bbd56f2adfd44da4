using Actra.Audit;

namespace Actra.Approvals;

/// <summary>What the decision log is told about requests.</summary>
internal static class ApprovalRecords
{
    public static AuditEntry Parked(ApprovalRequest request) =>
        About(request, AuditKind.Parked, request.CreatedAt, request.Requester.Id) with
        {
            ActorSource = request.Requester.Source.ToString().ToLowerInvariant(),
            Reason = request.Asked[0].Reason,
            Detail = request.Supersedes is { } old
                ? $"generation {Text(request.Generation)}, in place of {old}"
                : $"generation {Text(request.Generation)}",
        };

    public static AuditEntry Changed(ApprovalRequest from, ApprovalRequest to, string? by) =>
        About(to, AuditKind.StateChange, to.ChangedAt, by) with
        {
            Reason = to.StateReason,
            Detail = $"{from.State.ToName()} -> {to.State.ToName()}",
        };

    public static AuditEntry Voted(
        ApprovalRequest request,
        ApprovalCommand.Vote vote,
        ApprovalOutcome outcome,
        DateTimeOffset now
    ) =>
        About(request, AuditKind.Vote, now, vote.By.Id) with
        {
            Reason = vote.Comment,
            Detail =
                (vote.Emergency ? "break-glass " : "")
                + (vote.Approve ? "approve" : "deny")
                + (outcome == ApprovalOutcome.Done ? " counted" : $" refused: {outcome}")
                + $"; roles: {string.Join(", ", vote.By.Roles)}",
        };

    public static AuditEntry BrokenGlass(ApprovalRequest request, string by, string comment, DateTimeOffset now) =>
        About(request, AuditKind.BreakGlass, now, by) with
        {
            Reason = comment,
            Detail = "approved in an emergency",
        };

    public static AuditEntry Escalated(ApprovalRequest request, string to, DateTimeOffset now) =>
        About(request, AuditKind.Escalated, now, null) with
        {
            Detail = to,
        };

    public static AuditEntry Erased(ApprovalRequest request, string? by, bool fields, DateTimeOffset now) =>
        About(request, AuditKind.Erased, now, by) with
        {
            Detail = fields ? "work and shown fields" : "work",
        };

    public static AuditEntry Refused(ApprovalRequest request, string? by, string detail, DateTimeOffset now) =>
        About(request, AuditKind.Refused, now, by) with
        {
            Detail = detail,
        };

    private static AuditEntry About(ApprovalRequest request, AuditKind kind, DateTimeOffset time, string? actor) =>
        new()
        {
            Time = time,
            Kind = kind,
            Service = request.Work.Service,
            WorkKind = request.Work.Kind.ToString().ToLowerInvariant(),
            Endpoint = request.Work.Endpoint,
            WorkId = request.Work.WorkId,
            Action = string.Join(", ", request.Asked.Select(asked => asked.ActionType)),
            Actor = actor,
            Rule = request.Asked[0].RuleId,
            PolicyHash = request.PolicyHash,
            ApprovalId = request.Id,
        };

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
