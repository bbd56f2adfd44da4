using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Guard;

/// <summary>Says what is to be parked: the request that an approver will see, with the host's defaults filled in.</summary>
internal sealed class ParkingOffer(
    GuardOptions options,
    ApprovalCalls calls,
    BacklogWatch backlog,
    DecisionRecorder recorder,
    GrantSealer? sealer,
    TimeProvider clock
)
{
    /// <summary>The answer: park with this request, or fault where the work may not wait.</summary>
    public async ValueTask<Admission> ParkAsync(
        WorkItem item,
        Judgement judgement,
        int generation,
        string? supersedes,
        CancellationToken ct
    )
    {
        var tenant = Tenancy.Of(options.TenantField, judgement);
        var refusal =
            !calls.HasStore || !item.CanPark ? (AdmissionCodes.CannotPark, "it needs approval, and has nowhere to wait")
            : Unverified(judgement)
                ? (
                    AdmissionCodes.ActorUnverified,
                    "it needs approval, and nobody can say who asks: its actor is unverified"
                )
            : options.TenantField is not null && tenant is null
                ? (AdmissionCodes.TenantUnknown, "it needs approval, and nobody can say which tenant's it is")
            : await backlog.ExceededAsync(judgement.Actor.Id, ct) is { } limit
                ? (AdmissionCodes.ApprovalBacklog, $"it needs approval, and {limit}")
            : ((string, string)?)null;
        if (refusal is var (code, why))
        {
            await recorder.RecordAsync(item, AuditKind.Faulted, judgement.Actor, code, why, null, ct);
            return Admissions.Of(
                AdmissionKind.Fault,
                code,
                $"{Admissions.ReasonOf(judgement.Strictest!)}; {why}",
                judgement
            ) with
            {
                DecisionId = await recorder.RecordAsync(item, judgement, null, plainAllow: false, ct),
            };
        }

        var now = clock.GetUtcNow();
        var asked = new List<AskedAction>();
        for (var i = 0; i < judgement.Decisions.Count; i++)
        {
            var decision = judgement.Decisions[i];
            if (decision.Effect == Effect.RequireApproval)
            {
                asked.Add(
                    new AskedAction(
                        decision.ActionType,
                        decision.RuleId,
                        Admissions.ReasonOf(decision),
                        RequirementOf(decision),
                        recorder.ShownFields(judgement.Policy, judgement.Inputs[i])
                    )
                );
            }
        }

        var approval = new NewApproval
        {
            Work = new ApprovalWork(
                item.Kind,
                options.ServiceName,
                item.Endpoint,
                item.WorkId ?? Guid.NewGuid().ToString("D"),
                item.Digest()
            ),
            Generation = generation,
            Asked = asked,
            Requester = judgement.Actor,
            Tenant = tenant,
            PolicyHash = judgement.Strictest!.PolicyHash,
            ParkedAt = now,
            ExpiresAt = now + asked.Min(action => action.Requirement.Expires!.Value),
            TraceId = item.TraceId,
            Supersedes = supersedes,
        };
        return Admissions.Of(
            AdmissionKind.Park,
            AdmissionCodes.ApprovalPending,
            Admissions.ReasonOf(judgement.Strictest!),
            judgement
        ) with
        {
            Approval = sealer?.Seal(approval) ?? approval,
            ApprovalId = approval.Id,
            DecisionId = await recorder.RecordAsync(item, judgement, approval.Id, plainAllow: false, ct),
        };
    }

    private bool Unverified(Judgement judgement) =>
        !judgement.Actor.Verified
        && judgement.Decisions.Any(decision =>
            decision.Effect == Effect.RequireApproval && !RequirementOf(decision).AllowUnverified
        );

    private ApprovalRequirement RequirementOf(Decision decision)
    {
        var requirement =
            decision.Approval
            ?? options.Approvals.Requirement
            ?? throw new ActraException(
                $"rule `{decision.RuleId}` asks for approval without saying whose, and the host has no default"
            );
        return requirement with
        {
            Expires = requirement.Expires ?? options.Approvals.Expires,
            ValidFor = requirement.ValidFor ?? options.Approvals.ValidFor,
        };
    }
}
