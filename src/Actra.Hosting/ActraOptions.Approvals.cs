using Actra.Approvals;

namespace Actra.Hosting;

public sealed partial class ActraOptions
{
    /// <summary>How much may wait for approval; past a limit, new work that needs approval is blocked.</summary>
    public ApprovalLimits Limits => Guard.Limits;

    /// <summary>
    /// Holds tenants apart: the action's field, or else the actor's tenant, that says whose a request is. Only approvers of that tenant see and decide it; work
    /// whose tenant nobody can say is not parked but faulted.
    /// </summary>
    /// <value>Null: tenants are not held apart.</value>
    public string? TenantField
    {
        get => Guard.TenantField;
        set => Guard.TenantField = value;
    }

    /// <summary>Whether parked work is encrypted in the database, where the host has keys. What was encrypted before is read in any case.</summary>
    /// <value>True.</value>
    public bool EncryptWork { get; set; } = true;

    /// <summary>How long after its request has closed parked work is erased. The request, its votes and the decision log stay.</summary>
    /// <value>30 days; more than zero. Null: never.</value>
    public TimeSpan? EraseWorkAfter { get; set; } = TimeSpan.FromDays(30);
}
