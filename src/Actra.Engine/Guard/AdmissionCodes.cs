namespace Actra.Guard;

/// <summary>Stable codes that say why the guard answered as it did; they travel in fault headers, exceptions, metrics and records.</summary>
public static class AdmissionCodes
{
    /// <summary>The policy allows it.</summary>
    public const string Allowed = "allowed";

    /// <summary>An approval for exactly this work was claimed.</summary>
    public const string Approved = "approved";

    /// <summary>The policy blocks it.</summary>
    public const string Blocked = "blocked";

    /// <summary>The payload does not fit the schema.</summary>
    public const string InputError = "input_error";

    /// <summary>A snapshot resolver said that it can never be judged; the reason starts with its own code.</summary>
    public const string Rejected = "rejected";

    /// <summary>It waits for approval.</summary>
    public const string ApprovalPending = "approval_pending";

    /// <summary>It needs approval, and its requester is unverified.</summary>
    public const string ActorUnverified = "actor_unverified";

    /// <summary>It needs approval, and has nowhere to wait.</summary>
    public const string CannotPark = "cannot_park";

    /// <summary>It needs approval, and too much waits for approval already.</summary>
    public const string ApprovalBacklog = "approval_backlog";

    /// <summary>It needs approval, tenants are held apart, and nobody can say whose it is.</summary>
    public const string TenantUnknown = "tenant_unknown";

    /// <summary>It is said to be approved, and no host has sealed the approval: it was written into the store by somebody else.</summary>
    public const string GrantForged = "grant_forged";

    /// <summary>It was denied.</summary>
    public const string ApprovalDenied = "approval_denied";

    /// <summary>Its request expired, was cancelled or was revoked.</summary>
    public const string ApprovalClosed = "approval_closed";

    /// <summary>It was approved, and its handler failed for good: a person may replay it, which sends the stored copy.</summary>
    public const string ApprovalFailed = "approval_failed";

    /// <summary>It was approved, judged again, and is blocked now.</summary>
    public const string BlockedAfterApproval = "blocked_after_approval";

    /// <summary>It could not be judged now: a resolver or the store failed.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>Another worker holds it.</summary>
    public const string LeaseHeld = "lease_held";

    /// <summary>It is a duplicate of approved work that has run.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>It maps to no action and is not exempt.</summary>
    public const string NotMapped = "not_mapped";
}
