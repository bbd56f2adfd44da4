namespace Actra.Capabilities;

/// <summary>The words in which verdicts say why. The first seven are CapFence's.</summary>
public static class ExecutionReasons
{
    /// <summary>A rule allows it.</summary>
    public const string PolicyAllow = "policy_allow";

    /// <summary>A rule or a risk level allows it and wants it noted.</summary>
    public const string PolicyWarn = "policy_warn";

    /// <summary>A rule or a risk level denies it.</summary>
    public const string PolicyDeny = "policy_deny";

    /// <summary>Nothing allows it.</summary>
    public const string DefaultDeny = "policy_default_deny";

    /// <summary>A person approved exactly this action; the approval is used up.</summary>
    public const string Approved = "previously_approved";

    /// <summary>A person has to approve it; a colon and the request's id follow.</summary>
    public const string ApprovalRequired = "approval_required";

    /// <summary>Stands before the reason where the runtime observes and would have blocked.</summary>
    public const string ObservedBlock = "observed: would_have_blocked_due_to_";

    /// <summary>Stands before the reason where the runtime observes and would have allowed.</summary>
    public const string ObservedAllow = "observed: ";

    /// <summary>A person denied it; a colon and the request's id follow. It may be asked for again when the time for votes on that request is over.</summary>
    public const string ApprovalDenied = "approval_denied";

    /// <summary>It needs approval, and too much waits for approval already: see <see cref="ActionRuntimeOptions.Limits"/>.</summary>
    public const string ApprovalBacklog = "approval_backlog";

    /// <summary>It needs approval, and nobody can say which tenant's it is: see <see cref="ActionRuntimeOptions.TenantsApart"/>.</summary>
    public const string TenantUnknown = "tenant_unknown";

    /// <summary>It needs approval, and the store did not answer.</summary>
    public const string StoreUnavailable = "approval_store_unavailable";

    /// <summary>The decision log did not take the record, so the action may not run.</summary>
    public const string AuditUnavailable = "audit_unavailable";
}
