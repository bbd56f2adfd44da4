using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.Logging;

namespace Actra.Guard;

/// <summary>Turns a judgement into an answer where approvals come in: finds the request for exactly this work, claims it, or says what to park.</summary>
internal sealed class ApprovalGate(
    GuardOptions options,
    ApprovalCalls calls,
    ParkingOffer offer,
    DecisionRecorder recorder,
    GrantSealer? sealer,
    TimeProvider clock,
    ILogger logger
)
{
    /// <summary>The newest request for exactly this work, by its key; a hint that names a request for other work is ignored.</summary>
    public async ValueTask<ApprovalRequest?> FindAsync(WorkItem item, CancellationToken ct)
    {
        if (!calls.HasStore)
        {
            return null;
        }

        if (item.WorkId is { } workId)
        {
            var found = await calls.FindAsync(
                new ApprovalWork(item.Kind, options.ServiceName, item.Endpoint, workId, item.Digest()).Key,
                ct
            );
            if (found is null && item.ApprovalHint is { } wrong)
            {
                Log.HintIgnored(logger, DecisionRecorder.NameOf(item.Kind), workId, item.Endpoint, wrong);
            }

            return found;
        }

        if (item.ApprovalHint is not { } hint || await calls.GetAsync(hint, ct) is not { } hinted)
        {
            return null;
        }

        // Work that came without an id got one when it parked; the digest and the place must still be those of the request.
        var key = new ApprovalWork(
            item.Kind,
            options.ServiceName,
            item.Endpoint,
            hinted.Work.WorkId,
            item.Digest()
        ).Key;
        if (key == hinted.Work.Key)
        {
            return await calls.FindAsync(key, ct);
        }

        Log.HintIgnored(logger, DecisionRecorder.NameOf(item.Kind), item.WorkId, item.Endpoint, hint);
        return null;
    }

    public async ValueTask<Admission> AdmitAsync(
        WorkItem item,
        Judgement judgement,
        ApprovalRequest? request,
        CancellationToken ct
    )
    {
        for (var round = 0; round < 3; round++)
        {
            if (await RoundAsync(item, judgement, request, ct) is { } admission)
            {
                return admission;
            }

            request = await calls.GetAsync(request!.Id, ct);
        }

        throw new ActraException("the request for this work keeps changing");
    }

    /// <summary>Closes a released request whose work turned out to be blocked; says so in the answer.</summary>
    public async ValueTask<Admission> BlockedAsync(ApprovalRequest? request, Admission fault, CancellationToken ct)
    {
        if (request is null || !LeaseRules.IsResumable(request))
        {
            return fault;
        }

        var change = await calls.ChangeAsync(request.Id, new ApprovalCommand.Block(fault.Reason), ct);
        return change.Succeeded
            ? fault with
            {
                Code = AdmissionCodes.BlockedAfterApproval,
                ApprovalId = request.Id,
                ClosedGeneration = request.Generation,
            }
            : fault;
    }

    /// <summary>One try; null where the request changed meanwhile and must be read again.</summary>
    private async ValueTask<Admission?> RoundAsync(
        WorkItem item,
        Judgement judgement,
        ApprovalRequest? request,
        CancellationToken ct
    )
    {
        var strictest = judgement.Strictest ?? throw new ActraException("the work asks for no action");
        if (request is { IsClosed: true })
        {
            var fresh = request.State == ApprovalState.Superseded || item.ClosedGeneration >= request.Generation;
            if (request.State == ApprovalState.Executed && !item.Rescheduled)
            {
                var drop = Admissions.Of(
                    AdmissionKind.Drop,
                    AdmissionCodes.Duplicate,
                    $"approval {request.Id} was used: this work has run",
                    judgement
                );
                await recorder.RecordAsync(
                    item,
                    AuditKind.Dropped,
                    judgement.Actor,
                    drop.Code,
                    drop.Reason,
                    request.Id,
                    ct
                );
                return drop with { ApprovalId = request.Id };
            }

            if (!fresh)
            {
                return await RefusedAsync(item, judgement, request, ct);
            }
        }

        var open = request is { IsClosed: false } ? request : null;
        if (strictest.Effect == Effect.Block)
        {
            var code = strictest.Kind == DecisionKind.InputError ? AdmissionCodes.InputError : AdmissionCodes.Blocked;
            var fault = Admissions.Of(AdmissionKind.Fault, code, Admissions.ReasonOf(strictest), judgement);
            fault = await BlockedAsync(open, fault, ct);
            return fault with
            {
                DecisionId = await recorder.RecordAsync(item, judgement, open?.Id, plainAllow: false, ct),
            };
        }

        if (open is null)
        {
            return strictest.Effect == Effect.Allow
                ? Admissions.Of(
                    AdmissionKind.Run,
                    AdmissionCodes.Allowed,
                    Admissions.ReasonOf(strictest),
                    judgement
                ) with
                {
                    DecisionId = await recorder.RecordAsync(item, judgement, null, plainAllow: true, ct),
                }
                : await offer.ParkAsync(
                    item,
                    judgement,
                    (request?.Generation ?? 0) + 1,
                    request?.State == ApprovalState.Superseded ? request.Id : null,
                    ct
                );
        }

        if (LeaseRules.IsResumable(open))
        {
            return Covers(open, judgement)
                ? await ClaimAsync(item, judgement, open, ct)
                : await SupersedeAsync(item, judgement, open, ct);
        }

        if (open.State == ApprovalState.Executing)
        {
            return await HeldAsync(item, judgement, open, ct);
        }

        if (open.State == ApprovalState.Failed && item.Kind == WorkKind.Message)
        {
            // Nothing would move the stored copy when the grant is over, so this one must not be let go.
            return await RefusedAsync(item, judgement, open, ct);
        }

        return Admissions.Of(
            AdmissionKind.Park,
            AdmissionCodes.ApprovalPending,
            $"approval {open.Id} is {open.State.ToName()}",
            judgement
        ) with
        {
            ApprovalId = open.Id,
        };
    }

    /// <summary>The grant covers a judgement that is allow, or that asks by the same rules for the same actions.</summary>
    private static bool Covers(ApprovalRequest request, Judgement judgement) =>
        judgement.Decisions.All(decision =>
            decision.Effect == Effect.Allow
            || request.Asked.Any(asked => asked.ActionType == decision.ActionType && asked.RuleId == decision.RuleId)
        );

    private async ValueTask<Admission?> ClaimAsync(
        WorkItem item,
        Judgement judgement,
        ApprovalRequest open,
        CancellationToken ct
    )
    {
        if (sealer?.Grants(open) == false)
        {
            return await ForgedAsync(item, judgement, open, ct);
        }

        var decisionId = await recorder.RecordAsync(item, judgement, open.Id, plainAllow: false, ct);
        var claim = await calls.ChangeAsync(open.Id, new ApprovalCommand.Claim(options.Owner, options.Lease), ct);
        if (claim is { Succeeded: true, Request: { } claimed } && sealer?.Grants(claimed) == false)
        {
            await calls.GiveBackAsync(claimed);
            return null;
        }

        return claim.Outcome switch
        {
            ApprovalOutcome.Done => Admissions.Of(
                AdmissionKind.Run,
                AdmissionCodes.Approved,
                $"approval {open.Id}",
                judgement
            ) with
            {
                DecisionId = decisionId,
                ApprovalId = open.Id,
                Lease = new ApprovalLease(
                    claim.Request!,
                    options.Lease,
                    clock,
                    async (command, token) => await calls.ChangeAsync(open.Id, command, token),
                    logger
                ),
            },
            ApprovalOutcome.LeaseHeld => Later(judgement, claim.Request!),
            ApprovalOutcome.TooLate => Admissions.Of(
                AdmissionKind.Park,
                AdmissionCodes.ApprovalClosed,
                $"approval {open.Id} is no longer valid",
                judgement
            ) with
            {
                ApprovalId = open.Id,
            },
            _ => null,
        };
    }

    /// <summary>Approved by somebody who can write into the store and has no key.</summary>
    private async ValueTask<Admission?> ForgedAsync(
        WorkItem item,
        Judgement judgement,
        ApprovalRequest open,
        CancellationToken ct
    )
    {
        var reason = GrantSealer.NoSeal(open);
        var change = await calls.ChangeAsync(open.Id, new ApprovalCommand.Block(reason), ct);
        if (!change.Succeeded)
        {
            return null;
        }

        Log.GrantForged(logger, open.Id);
        await recorder.RecordAsync(
            item,
            AuditKind.Refused,
            judgement.Actor,
            AdmissionCodes.GrantForged,
            reason,
            open.Id,
            ct
        );
        return Admissions.Of(AdmissionKind.Fault, AdmissionCodes.GrantForged, reason, judgement) with
        {
            ApprovalId = open.Id,
            ClosedGeneration = open.Generation,
        };
    }

    private async ValueTask<Admission?> HeldAsync(
        WorkItem item,
        Judgement judgement,
        ApprovalRequest open,
        CancellationToken ct
    )
    {
        if (open.LeaseUntil > clock.GetUtcNow())
        {
            return Later(judgement, open);
        }

        await calls.ChangeAsync(open.Id, new ApprovalCommand.LoseLease(), ct);
        return null;
    }

    private Admission Later(Judgement judgement, ApprovalRequest open)
    {
        var left = (open.LeaseUntil ?? clock.GetUtcNow()) - clock.GetUtcNow();
        return Admissions.Of(
            AdmissionKind.Defer,
            AdmissionCodes.LeaseHeld,
            $"approval {open.Id} is being used by another worker",
            judgement
        ) with
        {
            ApprovalId = open.Id,
            Delay = (left > TimeSpan.Zero ? left : TimeSpan.Zero) + TimeSpan.FromSeconds(1),
        };
    }

    private async ValueTask<Admission?> SupersedeAsync(
        WorkItem item,
        Judgement judgement,
        ApprovalRequest open,
        CancellationToken ct
    )
    {
        var generation = open.Generation + 1;
        var change = await calls.ChangeAsync(
            open.Id,
            new ApprovalCommand.Supersede(ApprovalId.For(open.Work.Key, generation)),
            ct
        );
        return change.Succeeded ? await offer.ParkAsync(item, judgement, generation, open.Id, ct) : null;
    }

    /// <summary>
    /// Work of a request that is closed, or has failed. The pump moves the stored copy of a closed one to the fault queue, so this one may be a second copy
    /// there: two are allowed, none is not. What a handler had sent again after its one approved run is refused, too: it is nobody's to drop.
    /// </summary>
    private async ValueTask<Admission> RefusedAsync(
        WorkItem item,
        Judgement judgement,
        ApprovalRequest request,
        CancellationToken ct
    )
    {
        var code = request.State switch
        {
            ApprovalState.Denied => AdmissionCodes.ApprovalDenied,
            ApprovalState.Failed => AdmissionCodes.ApprovalFailed,
            _ => AdmissionCodes.ApprovalClosed,
        };
        var reason =
            $"approval {request.Id} is {request.State.ToName()}"
            + (request.StateReason is null ? "" : $": {request.StateReason}");
        await recorder.RecordAsync(item, AuditKind.Faulted, judgement.Actor, code, reason, request.Id, ct);
        return Admissions.Of(AdmissionKind.Fault, code, reason, judgement) with
        {
            ApprovalId = request.Id,
            ClosedGeneration = request.IsClosed ? request.Generation : null,
        };
    }
}
