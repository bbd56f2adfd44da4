using Actra.Audit;

namespace Workers.Running;

/// <summary>What a record of the decision log says about an item.</summary>
/// <param name="To">Where the item went; null where it went nowhere.</param>
/// <param name="Effect">What the policy said, if it was asked.</param>
/// <param name="Reason">Why, in words.</param>
internal readonly record struct LogStep(Outcome? To, string? Effect = null, string? Reason = null)
{
    public static LogStep Of(AuditEntry entry) =>
        entry.Kind switch
        {
            AuditKind.Decision => new LogStep(
                IsRefused(entry) ? Outcome.Faulted : null,
                entry.Effect,
                entry.Reason ?? (entry.Rule is null ? OfDefault(entry.Effect) : null)
            ),
            AuditKind.Parked => new LogStep(Outcome.Parked, Reason: entry.Reason),
            AuditKind.Faulted => new LogStep(Outcome.Faulted, "block", entry.Reason),
            AuditKind.StateChange => new LogStep(After(entry.Detail), Reason: entry.Reason),
            _ => default,
        };

    private static string OfDefault(string? effect) =>
        effect == "block"
            ? "no rule lets it through; the policy's default is block"
            : $"no rule is about it; the policy's default is {effect}";

    /// <summary>What needs approval and may not wait for it, because nobody can say who asks, is refused without a request.</summary>
    private static bool IsRefused(AuditEntry entry) =>
        entry.Effect == "block" || (entry.Effect == "require_approval" && entry.ApprovalId is null);

    private static Outcome? After(string? change) =>
        change?.Split(" -> ") is not [_, var state] ? null
        : state is "denied" ? Outcome.Denied
        : state is "expired" ? Outcome.Expired
        : state is "cancelled" or "revoked" or "blocked" ? Outcome.Faulted
        : null;
}
