using Actra.Approvals;
using Actra.Resolution;

namespace Actra.Capabilities;

/// <summary>Makes requests for the approval of actions.</summary>
internal sealed class NewActionApproval(CapabilityPolicy policy, ActionRuntimeOptions options)
{
    public NewApproval Make(
        ActionEvent action,
        ApprovalWork work,
        string capability,
        string? rule,
        ApprovalRequest? before
    )
    {
        var requirement = options.Approvals.Requirement!;
        requirement = requirement with
        {
            Expires = requirement.Expires ?? policy.ApprovalTimeout ?? options.Approvals.Expires,
            ValidFor = requirement.ValidFor ?? options.Approvals.ValidFor,
        };
        var now = options.Clock.GetUtcNow();
        return new NewApproval
        {
            Work = work,
            Generation = (before?.Generation ?? 0) + 1,
            Asked =
            [
                new AskedAction(
                    capability,
                    rule,
                    $"{action.Action} on {action.Resource} in {action.Environment}",
                    requirement,
                    ShownFields.Of(action)
                ),
            ],
            Requester = new ActorIdentity(action.Actor, "agent", action.Context.Tenant, ActorSource.Host),
            Tenant = options.TenantsApart ? action.Context.Tenant : null,
            PolicyHash = policy.Hash,
            ParkedAt = now,
            ExpiresAt = now + requirement.Expires.Value,
            TraceId = System.Diagnostics.Activity.Current?.TraceId.ToString(),
            Supersedes = before?.State == ApprovalState.Superseded ? before.Id : null,
        };
    }
}
