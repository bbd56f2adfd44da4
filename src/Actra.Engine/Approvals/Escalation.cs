using Actra.Model;

namespace Actra.Approvals;

/// <summary>From when on the roles that a requirement is escalated to may vote: its time counts, whether or not a timer has told anybody.</summary>
internal static class Escalation
{
    /// <summary>When a timer has to escalate the request next; null where nothing is left to escalate.</summary>
    public static DateTimeOffset? Next(ApprovalRequest request) =>
        request
            .Asked.Select(asked => At(asked.Requirement, request.CreatedAt))
            .Where(at => at is not null && !(at <= request.EscalatedAt))
            .Min();

    /// <summary>The roles that it is escalated to now, and was not before, in words.</summary>
    public static string Words(ApprovalRequest request, DateTimeOffset now)
    {
        var roles = request
            .Asked.Where(asked =>
                At(asked.Requirement, request.CreatedAt) is { } at && at <= now && !(at <= request.EscalatedAt)
            )
            .SelectMany(asked => asked.Requirement.EscalateTo)
            .Distinct(StringComparer.Ordinal);
        return $"escalated to: {string.Join(", ", roles)}";
    }

    /// <summary>True where somebody with these roles may vote because the requirement is escalated at that time.</summary>
    public static bool Lets(
        ApprovalRequirement requirement,
        DateTimeOffset createdAt,
        IReadOnlyList<string> roles,
        DateTimeOffset now
    ) =>
        At(requirement, createdAt) <= now
        && requirement.EscalateTo.Any(role => roles.Contains(role, StringComparer.Ordinal));

    private static DateTimeOffset? At(ApprovalRequirement requirement, DateTimeOffset createdAt) =>
        requirement.EscalateTo.Count == 0 ? null : createdAt + requirement.EscalateAfter;
}
