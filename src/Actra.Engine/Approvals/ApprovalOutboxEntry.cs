using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>Work of a closed request that an adapter still has to move: to the fault queue, or its job to a failed state.</summary>
/// <param name="ApprovalId">The request, by whose id the entry is known.</param>
/// <param name="Service">The service whose hosts move it.</param>
/// <param name="Kind">What the work is.</param>
/// <param name="State">The state in which the request closed.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="CreatedAt">When it closed.</param>
public sealed record ApprovalOutboxEntry(
    string ApprovalId,
    string Service,
    WorkKind Kind,
    ApprovalState State,
    string? Reason,
    DateTimeOffset CreatedAt
);
