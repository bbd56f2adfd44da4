using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>The events that there are.</summary>
internal static class WebhookEvents
{
    public static IReadOnlyList<string> All { get; } =
    [
        ApprovalEvents.Requested,
        ApprovalEvents.Voted,
        ApprovalEvents.Escalated,
        ApprovalEvents.BreakGlass,
        .. Enum.GetValues<ApprovalState>().Where(s => s != ApprovalState.Pending).Select(ApprovalEvents.Of),
    ];

    public static IEnumerable<string> Default =>
        All.Except(
            [ApprovalEvents.Of(ApprovalState.Released), ApprovalEvents.Of(ApprovalState.Executing)],
            StringComparer.Ordinal
        );
}
